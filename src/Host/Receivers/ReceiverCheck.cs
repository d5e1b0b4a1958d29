namespace Connector.Host.Receivers;

/// <summary>One line of a receiver's test.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Passed">Whether the site did as the contract says; <see langword="null"/> where it could not be tried.</param>
/// <param name="Found">What the site did.</param>
/// <param name="Cure">What its developer can do about it.</param>
internal sealed record ReceiverCheck(string Name, bool? Passed, string Found, string Cure);
