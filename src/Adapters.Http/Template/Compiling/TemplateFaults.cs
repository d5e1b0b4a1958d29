namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Takes the mistakes of a template, so that all are reported at once.</summary>
internal sealed class TemplateFaults
{
    private readonly List<TemplateFault> _all = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<TemplateFault> All => _all;

    /// <summary>Takes one, once.</summary>
    public void Add(string path, string fault, string cure)
    {
        var one = new TemplateFault(path, fault, cure);
        if (!_all.Contains(one))
            _all.Add(one);
    }
}
