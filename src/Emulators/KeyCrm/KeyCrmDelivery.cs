namespace Connector.Emulators.KeyCrm;

/// <summary>One webhook call.</summary>
public sealed record KeyCrmDelivery
{
    /// <summary>Order in which the changes happened, from 1; a call repeated by a fault keeps its number.</summary>
    public required long Number { get; init; }

    /// <summary>Whose call it is.</summary>
    public required KeyCrmWebhook Webhook { get; init; }

    /// <summary>The JSON that is posted.</summary>
    public required string Body { get; init; }

    /// <summary>When it was sent last, in the emulator's time.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Whether a person made it up instead of keyCRM.</summary>
    public bool Forged { get; init; }

    /// <summary>How often it was tried; 0 if it was lost.</summary>
    public int Attempts { get; init; }

    /// <summary>What the receiver answered; null if it was lost or nobody answered.</summary>
    public int? Status { get; init; }
}
