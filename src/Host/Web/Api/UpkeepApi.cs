using System.Text.Json.Nodes;
using Connector.Core.Ledger.Backups;
using Connector.Host.Alerts;
using Connector.Host.Configuration.Schema;
using Connector.Host.Documents;
using Connector.Host.Runtime;

namespace Connector.Host.Web.Api;

/// <summary>What keeps the installation well: adapters, the configuration's schema, whether alerts arrive, a backup.</summary>
internal sealed class UpkeepApi(ConnectorSession session, ApiAnswers answers) : IApiModule
{
    /// <inheritdoc />
    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/adapters", () => answers.Json(AdaptersDocument.Of(session.Plugins, session.Stores)));
        api.MapGet("/schema", Schema);
        api.MapPost("/alert-test", AlertTestAsync);
        api.MapGet("/backup", BackUp);
    }

    private IResult Schema() => answers.Json(JsonNode.Parse(SchemaWriter.Write(session.Plugins.OptionsTypes))!.AsObject());

    private async Task<IResult> AlertTestAsync(CancellationToken stop)
    {
        var results = await AlertTest.RunAsync(session.Configuration, session.Time, stop).ConfigureAwait(false);
        return results.Count == 0 ? answers.Problem(AlertTest.Nobody, StatusCodes.Status409Conflict) : answers.Json(AlertTestDocument.Of(results));
    }

    // Made on the disk, where it may be large; the file is gone when it has been sent.
    private IResult BackUp()
    {
        var name = Backup.NameOf(session.Time);
        var file = Path.Combine(session.Configuration.StateFolder, $"{Guid.NewGuid():N}-{name}");
        try
        {
            Backup.Write(session.Ledger, file, Cli.Product.Name);
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            // Where a file may go while it is read, nothing is left of it even if the service is killed meanwhile.
            if (!OperatingSystem.IsWindows())
                File.Delete(file);
            return Results.Stream(stream, "application/zip", name);
        }
        catch (BackupException exception)
        {
            return answers.Problem(exception.Message, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
