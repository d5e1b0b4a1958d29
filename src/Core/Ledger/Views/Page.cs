namespace Connector.Core.Ledger.Views;

/// <summary>A part of a longer list.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Number, bool HasMore)
{
    /// <summary>Cuts a page out of one row more than it holds.</summary>
    internal static Page<T> Of(IReadOnlyList<T> rowsAndOne, int number, int size) => new([.. rowsAndOne.Take(size)], number, rowsAndOne.Count > size);
}
