using System.Text;
using System.Text.Json.Nodes;
using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Json;
using Connector.Host.Configuration.Sections;
using Connector.Host.Runtime;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Host.Cli.Init;

/// <summary>Asks for the keyCRM key and tries it.</summary>
internal sealed class AccountQuestions(CommandContext context, Dialogue dialogue, string configPath, Uri? baseUrl)
{
    private const string Again = "again";
    private const string Untested = "untested";

    /// <summary>Asks until there is a key that works, or one that the person wants to keep all the same.</summary>
    public async Task<AccountDraft> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await dialogue.AskSecretAsync("keyCRM API key, from keyCRM: Settings → General → API key", cancellationToken).ConfigureAwait(false);
            if (Resolve(answer) is not { } pasted)
                continue;
            if (!ApiKey.TryClean(pasted, out var key, out var fault))
            {
                dialogue.Complain(fault + ".");
                continue;
            }

            context.Terminal.Redactor.Add([key]);
            var draft = new AccountDraft { Key = answer.Contains("${", StringComparison.Ordinal) ? answer : key, BaseUrl = baseUrl };
            try
            {
                return draft with { IsTested = true, Warehouses = await TryAsync(key, cancellationToken).ConfigureAwait(false) };
            }
            catch (KeyCrmException exception)
            {
                dialogue.Complain(exception.Message);
            }

            var next = await dialogue.ChooseAsync(
                "What now?", [(Again, "give the key again"), (Untested, "keep this key without a test")], Again, cancellationToken).ConfigureAwait(false);
            if (next == Untested)
                return draft;
        }
    }

    private async Task<IReadOnlyDictionary<long, string>> TryAsync(string key, CancellationToken cancellationToken)
    {
        dialogue.Say("Asking keyCRM…");
        // The reader counts its requests in a ledger; the one of the new configuration is not there yet.
        var folder = Directory.CreateTempSubdirectory("connector-init-").FullName;
        try
        {
            using var handler = KeyCrmHttp.CreateHandler();
            using var http = KeyCrmHttp.Create(handler);
            var options = new KeyCrmOptions { Account = Draft.AccountName, BaseUrl = baseUrl ?? new AccountSection().BaseUrl, Key = key };
            using var reader = new AccountReader(http, options, Ledger.Open(folder, context.Time), context.Time, context.Loggers.CreateLogger("Connector.Account.main"));
            var offers = await reader.CountOffersAsync(cancellationToken).ConfigureAwait(false);
            var warehouses = await reader.FindWarehousesAsync(cancellationToken).ConfigureAwait(false);
            dialogue.Say($"The key works: {Text.Count(offers)} offers; warehouses: {string.Join(", ", warehouses.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))}.");
            return warehouses;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // A key may be named by a variable or a file, as in adapters.json.
    private string? Resolve(string answer)
    {
        if (!answer.Contains("${", StringComparison.Ordinal))
            return answer;
        var problems = new ProblemList();
        var secrets = new SecretSet();
        var node = new LocatedParser(problems, new Interpolator(EnvironmentFile.Beside(configPath, new ProcessEnvironment(), problems), problems, secrets))
            .Parse(Encoding.UTF8.GetBytes(JsonValue.Create(answer)!.ToJsonString()), configPath);
        context.Terminal.Redactor.Add(secrets.Values);
        foreach (var problem in problems.Sorted())
            dialogue.Complain($"{problem.Fault}; {problem.Cure}.");
        return problems.Count == 0 ? node?.Text : null;
    }
}
