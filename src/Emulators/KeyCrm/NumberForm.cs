namespace Connector.Emulators.KeyCrm;

/// <summary>How prices and quantities are written.</summary>
public enum NumberForm
{
    /// <summary><c>12.5</c>, as keyCRM documents it.</summary>
    Number,

    /// <summary><c>"12.5"</c>.</summary>
    Text,

    /// <summary><c>"12.5000"</c>, as a decimal column comes out of a database.</summary>
    FixedText,
}
