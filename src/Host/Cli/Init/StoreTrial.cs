using System.Text;
using Connector.Abstractions;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;
using Connector.Host.Plugins;

namespace Connector.Host.Cli.Init;

/// <summary>Tries what was answered about a store, before anything is written: binds the options, asks the store.</summary>
internal sealed class StoreTrial(CommandContext context, string configPath)
{
    /// <summary>Binds the options as the configuration would.</summary>
    /// <returns>The options, or the mistakes.</returns>
    public (object? Options, IReadOnlyList<ConfigurationProblem> Problems) Bind(StoreDraft store, Plugin plugin)
    {
        var problems = new ProblemList();
        var secrets = new SecretSet();
        var json = Encoding.UTF8.GetBytes(Draft.Options(store, Draft.InMemory).ToJsonString());
        var node = new LocatedParser(problems, new Interpolator(EnvironmentFile.Beside(configPath, new ProcessEnvironment(), problems), problems, secrets)).Parse(json, configPath);
        var options = OptionsBinder.Bind(node!, plugin.Factory.OptionsType, problems, secrets);
        context.Terminal.Redactor.Add(secrets.Values);
        return (options, problems.Sorted());
    }

    /// <summary>Asks the store how it is.</summary>
    /// <param name="store">The store.</param>
    /// <param name="plugin">Its adapter.</param>
    /// <param name="options">Its options, bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>What it said; unhealthy when it could not be asked.</returns>
    public async Task<StoreHealth> AskAsync(StoreDraft store, Plugin plugin, object options, CancellationToken cancellationToken)
    {
        using var lent = new HostStoreContext(new StoreId(store.Name), context.Loggers, context.Time, Path.GetDirectoryName(configPath)!);
        try
        {
            await using var adapter = plugin.Factory.Create(lent, options);
            return await adapter.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The edge of a plug-in: whatever it throws is the store's answer.
            return new StoreHealth { IsHealthy = false, Summary = exception.Message };
        }
    }
}
