namespace Connector.Host.Tests.Configuration;

/// <summary>Configurations to begin from.</summary>
internal static class Samples
{
    /// <summary>Every key there is, once, without a mistake.</summary>
    public const string Full = """
        {
          // everything
          "$schema": "./adapters.schema.json",
          "accounts": {
            "main": {
              "apiKey": "${KEY}",
              "baseUrl": "http://127.0.0.1:9/v1/",
              "requestsPerMinute": 40,
              "pollEvery": "00:05:00",
              "webhook": { "secret": ["first-secret", "second-secret"], "mode": "trust" },
            },
            "other": { "apiKey": "other-key" }
          },
          "defaults": {
            "stock": { "buffer": 1, "max": 9, "overrides": { "D": { "buffer": 7 }, "S": { "buffer": 5, "max": 6 } } },
            "match": { "trim": false },
            "guard": { "maxZeroed": "12.5%" },
            "drift": { "policy": "report" }
          },
          "stores": {
            "shop-ua": {
              "adapter": "acme",
              "account": "main",
              "enabled": false,
              "options": {
                "url": "https://shop.example",
                "token": "literal-token",
                "pageSize": 20
              },
              "stock": { "warehouses": [1, 4], "reserve": "ignore", "buffer": 2.5, "max": null, "fraction": "round",
                         "whenMissing": "zero", "overrides": { "S": { "max": 3, "warehouses": [2], "reserve": "subtract", "fraction": "keep" } } },
              "match": { "trim": true, "ignoreCase": true, "duplicates": "all", "aliases": "aliases.csv" },
              "guard": { "maxZeroed": "30%", "maxLowered": 5, "minItems": 3 },
              "drift": { "every": "1.00:00:00", "policy": "repair", "settle": "00:00:00" }
            }
          },
          "include": ["stores/*.json"],
          "plugins": ["more", "../plug-ins"],
          "state": "ledger",
          "listen": "http://0.0.0.0:5081",
          "webhookListen": "http://[::1]:5082",
          "api": { "token": "api-token-0123456789" },
          "feeds": { "hotline": { "file": "feeds/stock.xml", "secret": "feed-secret-0123456789" } },
          "alerts": {
            "downAfter": "00:05:00", "failuresParked": 7, "noWebhookFor": "01:00:00", "oldestReading": "04:00:00", "diskFree": 250,
            "telegram": { "botToken": "123456:telegram-token-0123456789", "chatId": "-100123", "baseUrl": "http://127.0.0.1:9" },
            "email": { "host": "mail.example", "port": 2525, "security": "none", "user": "mailer", "password": "mail-password",
                       "from": "Connector <connector@shop.example>", "to": ["owner@shop.example"] },
            "webhook": { "url": "https://hooks.example/secret-part", "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5" }
          }
        }
        """;

    /// <summary>A folder with <see cref="Full"/> and what it names.</summary>
    public static ConfigurationFolder FullFolder() => new ConfigurationFolder()
        .Set("KEY", "Bearer key-from-variable")
        .Write("aliases.csv", "crm,store\nA-1,B-1\n")
        .WriteMain(Full);

    /// <summary>One account and one store, with something put into the store.</summary>
    public static string OneStore(string store = "", string account = "", string root = "") => $$"""
        {
          "accounts": { "main": { "apiKey": "key-of-main" {{Joined(account)}} } },
          "stores": { "shop": { "adapter": "acme" {{Joined(store)}} } } {{Joined(root)}}
        }
        """;

    private static string Joined(string more) => more.Length > 0 ? ", " + more : "";
}
