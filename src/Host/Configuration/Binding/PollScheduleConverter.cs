using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Host.Configuration.Binding;

/// <summary>Reads when an account is read whole: a duration, or a cron line.</summary>
internal sealed class PollScheduleConverter : JsonConverter<PollSchedule>
{
    /// <inheritdoc />
    public override PollSchedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("expected a duration (\"00:15:00\") or a cron line (\"*/10 8-20 * * *\")");
        return PollSchedule.TryParse(reader.GetString()!, out var schedule, out var fault) ? schedule : throw new JsonException(fault);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, PollSchedule value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
