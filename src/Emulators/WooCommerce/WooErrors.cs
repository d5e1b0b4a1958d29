using System.Text.Json.Nodes;
using Connector.Emulators.Http;

namespace Connector.Emulators.WooCommerce;

/// <summary>Errors in WordPress' words.</summary>
internal static class WooErrors
{
    public static Reply CannotView() => Error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");

    public static Reply Authentication(string message) => Error(401, "woocommerce_rest_authentication_error", message);

    public static Reply UnknownUser() => Error(401, "invalid_username", "<strong>Error:</strong> Unknown username. Check again or try your email address.");

    public static Reply NoRoute() => Error(404, "rest_no_route", "No route was found matching the URL and request method.");

    public static Reply InvalidParameter(string name, string code, string message) => Reply(400, new JsonObject
    {
        ["code"] = "rest_invalid_param",
        ["message"] = $"Invalid parameter(s): {name}",
        ["data"] = new JsonObject
        {
            ["status"] = 400,
            ["params"] = new JsonObject { [name] = message },
            ["details"] = new JsonObject { [name] = new JsonObject { ["code"] = code, ["message"] = message, ["data"] = null } },
        },
    });

    public static Reply InvalidJson() => Reply(400, new JsonObject
    {
        ["code"] = "rest_invalid_json",
        ["message"] = "Invalid JSON body passed.",
        ["data"] = new JsonObject { ["status"] = 400, ["json_error_code"] = 4, ["json_error_message"] = "Syntax error" },
    });

    public static Reply TooLarge(int limit) => Error(413, "woocommerce_rest_request_entity_too_large", $"Unable to accept more than {limit} items for this request.");

    public static Reply Error(int status, string code, string message) => Reply(status, Node(status, code, message));

    public static JsonObject Node(int status, string code, string message) =>
        new() { ["code"] = code, ["message"] = message, ["data"] = new JsonObject { ["status"] = status } };

    public static Reply Reply(int status, JsonNode json) => Http.Reply.Json(status, json.ToJsonString()) with { ContentType = "application/json; charset=UTF-8" };
}
