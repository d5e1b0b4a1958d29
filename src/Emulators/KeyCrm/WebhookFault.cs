namespace Connector.Emulators.KeyCrm;

/// <summary>What can go wrong with a webhook call on its way.</summary>
public enum WebhookFault
{
    /// <summary>It is never sent.</summary>
    Lose,

    /// <summary>It is sent twice.</summary>
    Duplicate,

    /// <summary>It is sent after the next call of the same webhook, or when deliveries are awaited and no next call came.</summary>
    SwapWithNext,
}
