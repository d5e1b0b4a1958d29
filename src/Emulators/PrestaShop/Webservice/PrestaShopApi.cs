using System.Globalization;
using System.Text;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>A request's way through the webservice, behind the web server: host, key, shop, resource, method, answer.</summary>
internal sealed class PrestaShopApi
{
    private const string Challenge =
        "Basic realm=\"Welcome to PrestaShop Webservice, please enter the authentication key as the login. No password required.\"";

    private readonly PrestaShopEmulator _emulator;
    private readonly VersionTraits _traits;
    private readonly ResourceTable _resources;
    private readonly ResourceReader _reader;
    private readonly StockWriter _writer;
    private readonly WebServer _webServer;
    private readonly ShopSelector _shops;

    public PrestaShopApi(PrestaShopEmulator emulator)
    {
        _emulator = emulator;
        _traits = VersionTraits.Of(emulator.Options.Version);
        _resources = new ResourceTable(_traits, emulator.Catalogue);
        _reader = new ResourceReader(emulator.Catalogue, _traits);
        _writer = new StockWriter(emulator, _traits, emulator.Options.TimeProvider);
        _webServer = new WebServer(emulator);
        _shops = new ShopSelector(emulator.Catalogue);
    }

    private TimeProvider Time => _emulator.Options.TimeProvider;

    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        var quirks = _emulator.Quirks;
        if (_webServer.Route(call.Request, quirks, out var request, out var addressed) is { } page)
            return page;
        if (_webServer.Redirect(call.Request, quirks, request!, addressed!, _shops) is { } redirect)
            return redirect;
        if (request!.Key(!quirks.StripsAuthorization) is not { } key)
            return WithText(quirks, Reply.Html(401, "401 Unauthorized").WithHeader("WWW-Authenticate", Challenge));

        var started = Time.GetTimestamp();
        var errors = new ErrorList();
        var apiUrl = $"http://{_webServer.Domain(quirks)}{addressed!.BaseUri}api/";
        Output output = request.WantsJson ? new JsonOutput(_traits) : new XmlOutput(apiUrl);
        var isSignedIn = SignIn(quirks, key, errors);
        var body = "";
        if (isSignedIn && _shops.Select(request, addressed, errors) is { } shops && HasRight(quirks, request, shops, errors))
        {
            if (request.Resource.Length == 0 && request.WantsJson && !_traits.RootAsJson)
                return WithText(quirks, Reply.Html(500, ""));
            body = await AnswerAsync(call, request, quirks, shops, output, apiUrl, errors);
            if (body is null && request.Method is not ("GET" or "HEAD"))
                return call.DeathWith;
        }

        var reply = errors.Any
            ? new Reply { Status = errors.Status, ContentType = output.ContentType, Body = Encoding.UTF8.GetBytes(output.Errors(errors)) }
            : body is null
                ? new Reply { Status = 404, ContentType = "" }
                : new Reply { Status = 200, ContentType = output.ContentType, Body = Encoding.UTF8.GetBytes(body) };
        if (!isSignedIn && errors.Status == 401)
            reply = reply.WithHeader("WWW-Authenticate", Challenge);
        return WithText(quirks, reply
            .WithHeader("X-Powered-By", "PrestaShop Webservice")
            .WithHeader("PSWS-Version", isSignedIn ? _traits.Number : _traits.VersionBeforeSignIn)
            .WithHeader("Execution-Time", Math.Round(Time.GetElapsedTime(started).TotalSeconds, 3).ToString(CultureInfo.InvariantCulture))
            .WithHeader("Set-Cookie", "PrestaShop-emulated=session; path=/; HttpOnly; SameSite=Lax"));
    }

    /// <summary>What PHP answers begins with whatever a module has printed.</summary>
    private static Reply WithText(PrestaShopQuirks quirks, Reply reply) =>
        quirks.TextBefore.Length == 0 ? reply : reply with { Body = (byte[])[.. Encoding.UTF8.GetBytes(quirks.TextBefore), .. reply.Body.Span] };

    private bool SignIn(PrestaShopQuirks quirks, string key, ErrorList errors)
    {
        if (quirks.WebserviceOff)
            errors.Add(503, 22, "The PrestaShop webservice is disabled. Please activate it in the PrestaShop Back Office");
        else if (key.Length == 0)
            errors.Add(401, 17, "Authentication key is empty");
        else if (Encoding.UTF8.GetByteCount(key) != 32)
            errors.Add(401, 18, "Invalid authentication key format");
        else if (!string.Equals(key, _emulator.Key, StringComparison.Ordinal) || quirks.KeyIsOff)
            errors.Add(401, 20, "Authentification key is not active");
        if (errors.All is [{ Code: 20 }] || (!errors.Any && !quirks.Rights.ByResource.Any()))
            errors.Add(401, 21, "No permission for this authentication key");
        return !errors.Any;
    }

    private static bool HasShop(PrestaShopQuirks quirks, ShopContext shops) =>
        quirks.ShopsOfKey is not { } allowed || shops.Shops.Any(shop => allowed.Contains(shop.Id));

    private bool HasRight(PrestaShopQuirks quirks, ApiRequest request, ShopContext shops, ErrorList errors)
    {
        if (!HasShop(quirks, shops))
        {
            errors.Add(403, 132, "No permission for this key on this shop");
            return false;
        }

        var (resource, method) = (request.Resource, request.Method);
        var names = ResourceNames.Of(_emulator.Options.Version);
        var rights = quirks.Rights.Of(resource);
        var box = Box(method);
        if (resource.Length > 0 && !names.Contains(resource))
            errors.AddDidYouMean(400, 27, $"Resource of type \"{resource}\" does not exists", resource, names);
        else if (resource.Length > 0 && rights == PrestaShopMethods.None)
            errors.Add(401, 26, $"Resource of type \"{resource}\" is not allowed with this authentication key");
        else if (box == PrestaShopMethods.None)
            errors.Add(405, 23, $"Method {method} is not valid");
        else if (_resources.Find(resource)?.ForbiddenMethods.Contains(method) ?? false)
            errors.Add(405, 101, $"Method {method} is not allowed for the resource {resource}");
        else if (resource.Length > 0 && !rights.HasFlag(box))
            errors.Add(405, 25, $"Method {method} is not allowed for the resource {resource} with this authentication key");
        return !errors.Any;
    }

    private PrestaShopMethods Box(string method) => method switch
    {
        "GET" => PrestaShopMethods.Get,
        "PUT" => PrestaShopMethods.Put,
        "POST" => PrestaShopMethods.Post,
        "PATCH" when _traits.HasPatch => PrestaShopMethods.Patch,
        "DELETE" => PrestaShopMethods.Delete,
        "HEAD" => PrestaShopMethods.Head,
        _ => PrestaShopMethods.None,
    };

    private async Task<string?> AnswerAsync(
        ShopCall call, ApiRequest request, PrestaShopQuirks quirks, ShopContext shops, Output output, string apiUrl, ErrorList errors)
    {
        var isRead = request.Method is "GET" or "HEAD";
        if (request.Resource.Length == 0)
            return Root(quirks, request, apiUrl);
        if (_resources.Find(request.Resource) is not { } resource || (!isRead && resource.Name != "stock_availables"))
        {
            errors.Add(501, 0, $"{request.Method} {request.Resource} is not emulated");
            return "";
        }

        return isRead
            ? _reader.Read(resource, request, shops, resource.ListFollowsShop || (resource.Name == "stock_availables" && quirks.StockListFollowsShop), output, errors)
            : await _writer.WriteAsync(resource, request, shops, output, errors, call);
    }

    private string Root(PrestaShopQuirks quirks, ApiRequest request, string apiUrl)
    {
        var names = ResourceNames.Of(_emulator.Options.Version);
        var rights = quirks.Rights.ByResource.Where(right => names.Contains(right.Key)).ToList();
        return request.WantsJson
            ? $"[{string.Join(',', rights.Select(static right => $"\"{right.Key}\""))}]"
            : new XmlOutput(apiUrl).Root(_emulator.Options.ShopName, rights, _traits.HasPatch);
    }
}
