namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>A variant, combination or option value, as one part of its product's number.</summary>
/// <param name="Id">Its primary key.</param>
/// <param name="Quantity">What it holds; NULL counts as 0.</param>
/// <param name="Subtracts">Whether orders lower it.</param>
/// <param name="Group">The <c>product_option_id</c> of an option value; otherwise 0.</param>
/// <param name="HasSku">Whether it carries a SKU of its own.</param>
/// <param name="Variant">The JSON that says which option values a variant is made of, where that was asked for.</param>
internal readonly record struct FamilyMember(long Id, decimal Quantity, bool Subtracts, long Group, bool HasSku, string? Variant);
