// Asks for the page's content anew when the service says that something has changed. Without scripts pages work all the same.
(() => {
    const offline = document.getElementById("offline");
    let isStale = false;
    let timer = 0;

    function refresh() {
        clearTimeout(timer);
        timer = setTimeout(() => {
            const live = document.getElementById("live");
            // Nobody looks, or somebody is choosing something: later.
            if (document.hidden || live.querySelector("input[type=checkbox]:checked")) {
                isStale = true;
                return;
            }

            isStale = false;
            htmx.trigger(live, "refresh");
        }, 200);
    }

    document.addEventListener("visibilitychange", () => {
        if (!document.hidden && isStale) {
            refresh();
        }
    });

    const events = new EventSource("/events");
    events.addEventListener("hello", () => {
        if (!offline.hidden) {
            offline.hidden = true;
            refresh();
        }
    });
    events.addEventListener("changed", refresh);
    events.addEventListener("error", () => { offline.hidden = false; });
    addEventListener("pagehide", () => events.close());
})();
