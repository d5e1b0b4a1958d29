using System.Globalization;

namespace Connector.Emulators.KeyCrm;

/// <summary>Steers an emulator by lines of text, for a person at a terminal or a script that writes to standard input.</summary>
public sealed class KeyCrmConsole(KeyCrmEmulator emulator, TextReader input, TextWriter output)
{
    private const string Help =
        """
        offers [COUNT]                              the first offers, 10 by default
        set ID QUANTITY [RESERVE [WAREHOUSE]]       what an offer has; without a warehouse, all of it in the first one
        sku ID [SKU]                                another SKU, or none
        remove ID                                   deletes an offer
        webhook URL [WAREHOUSE…]                    registers a stock webhook
        fault NAME [NUMBER]                         for the next request
        chance PERCENT NAME [NUMBER]                for each request from now on
        calm                                        no more faults
        requests                                    how many came, how many were refused
        quit
        Faults, and what their number means:
        """;

    /// <summary>Carries out lines until <c>quit</c> or the end of the input; a wrong line is explained and changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is ["quit"])
                return;
            if (words.Length == 0)
                continue;
            try
            {
                foreach (var answer in Execute(words))
                    await output.WriteLineAsync(answer.AsMemory(), cancellationToken);
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
            {
                await output.WriteLineAsync($"{Sentence(wrong)} Type “help” for all commands.".AsMemory(), cancellationToken);
            }
        }
    }

    private IEnumerable<string> Execute(string[] words)
    {
        switch (words)
        {
            case ["help"]:
                return [Help, .. FaultNames.Help];
            case ["offers"]:
                return Offers(10);
            case ["offers", var count]:
                return Offers((int)Number(count));
            case ["set", var id, var quantity, .. { Length: <= 2 } rest]:
                emulator.Catalogue.SetStock(
                    Id(id), Number(quantity), rest.Length > 0 ? Number(rest[0]) : null, rest.Length > 1 ? (int)Number(rest[1]) : null);
                return ["done"];
            case ["sku", var id, .. var sku]:
                emulator.Catalogue.SetSku(Id(id), sku.Length == 0 ? null : string.Join(' ', sku));
                return ["done"];
            case ["remove", var id]:
                emulator.Catalogue.RemoveOffer(Id(id));
                return ["done"];
            case ["webhook", var url, .. var warehouses]:
                emulator.Webhooks.Add(new Uri(url, UriKind.RelativeOrAbsolute), [.. warehouses.Select(static id => (int)Number(id))]);
                return ["done; called for changes from now on"];
            case ["fault", .. var fault]:
                emulator.Faults.Enqueue(FaultNames.Parse(fault));
                return ["done; strikes the next request"];
            case ["chance", var percent, .. var fault]:
                emulator.Faults.WithProbability((double)Number(percent) / 100, FaultNames.Parse(fault));
                return ["done; lasts until “calm”"];
            case ["calm"]:
                emulator.Faults.Clear();
                return ["done"];
            case ["requests"]:
                var requests = emulator.Requests;
                return [$"{requests.Total} requests, {requests.Refused} refused, at most {requests.MaxRequestsInAnyMinute} in a minute"];
            default:
                throw new ArgumentException($"“{string.Join(' ', words)}” is no command.");
        }
    }

    private IEnumerable<string> Offers(int count) => emulator.Catalogue.Read(OfferSelection.All, 0, Math.Max(0, count)).Offers
        .Select(static offer => string.Create(
            CultureInfo.InvariantCulture, $"{offer.Id,8}  {offer.Sku ?? "(no SKU)",-24}  {offer.Quantity,10:0.###}  {offer.Reserve,8:0.###} reserved"));

    // The name of a method's parameter says nothing to the person who typed the line.
    private static string Sentence(Exception wrong) => wrong.Message.Split('\n')[0].Split(" (Parameter")[0];

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
