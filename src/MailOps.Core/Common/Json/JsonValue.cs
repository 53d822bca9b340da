using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MailOps.Json;

/// <summary>
/// One value of a JSON text that was read whole. Accessors come in two flavours: <c>TryGet…</c> and <c>Member…</c> answer false or null for
/// another kind, for foreign input; <c>Require…</c> throw a <see cref="JsonException"/> that names line and column, for files of ours.
/// </summary>
internal sealed class JsonValue
{
    private static readonly JsonValue[] NoItems = [];
    private static readonly KeyValuePair<string, JsonValue>[] NoMembers = [];

    // A string's text, a number's digits, "true" or "false"; the items of an array; the members of an object.
    private readonly object? _content;
    private readonly Dictionary<string, JsonValue>? _index;

    internal JsonValue(JsonKind kind, object? content, Dictionary<string, JsonValue>? index, int line, int column)
    {
        Kind = kind;
        _content = content;
        _index = index;
        Line = line;
        Column = column;
    }

    public JsonKind Kind { get; }

    /// <summary>Where the value starts, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Where the value starts in its line, counted from 1 in bytes.</summary>
    public int Column { get; }

    /// <summary>The items of an array in order; none for another kind.</summary>
    public IReadOnlyList<JsonValue> Items => Kind == JsonKind.Array ? (JsonValue[])_content! : NoItems;

    /// <summary>The members of an object in the order of the text; none for another kind.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members =>
        Kind == JsonKind.Object ? (KeyValuePair<string, JsonValue>[])_content! : NoMembers;

    /// <summary>The member of that exact name, or null when this is no object or has none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            if (_index is not null)
            {
                return _index.TryGetValue(name, out var found) ? found : null;
            }

            foreach (var member in Members)
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads one JSON text (RFC 8259); a byte order mark before it is skipped.</summary>
    /// <exception cref="JsonException">The text breaks the grammar or a limit.</exception>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8, JsonLimits? limits = null) => new JsonReader(utf8, limits ?? JsonLimits.Default).Read();

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, JsonLimits?)"/>
    public static JsonValue Parse(string text, JsonLimits? limits = null) => Parse(Encoding.UTF8.GetBytes(text), limits);

    /// <summary>Reads texts that follow each other in one; none of a blank one.</summary>
    /// <exception cref="JsonException">A text breaks the grammar, or all of them a limit.</exception>
    public static IReadOnlyList<JsonValue> ParseMany(ReadOnlySpan<byte> utf8, JsonLimits? limits = null) => new JsonReader(utf8, limits ?? JsonLimits.Default).ReadMany();

    /// <summary>Reads one JSON text, for callers to whom a fault in it is no exception.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out JsonValue? value,
        [NotNullWhen(false)] out JsonException? error,
        JsonLimits? limits = null)
    {
        try
        {
            value = Parse(utf8, limits);
            error = null;
            return true;
        }
        catch (JsonException e)
        {
            value = null;
            error = e;
            return false;
        }
    }

    public bool TryGetString([NotNullWhen(true)] out string? value)
    {
        value = Kind == JsonKind.String ? (string)_content! : null;
        return value is not null;
    }

    public bool TryGetBoolean(out bool value)
    {
        value = Kind == JsonKind.Boolean && (bool)_content!;
        return Kind == JsonKind.Boolean;
    }

    /// <summary>True for whole numbers in range, written without fraction or exponent.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return Kind == JsonKind.Number
            && long.TryParse((string)_content!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc cref="TryGetInt64"/>
    public bool TryGetInt32(out int value)
    {
        var ok = TryGetInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = ok ? (int)wide : 0;
        return ok;
    }

    /// <summary>True for every number that a double can hold as a finite value.</summary>
    public bool TryGetDouble(out double value)
    {
        value = 0;
        return Kind == JsonKind.Number
            && double.TryParse((string)_content!, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && !double.IsInfinity(value);
    }

    /// <summary>The text of a string member, or null when there is none.</summary>
    public string? MemberString(string name) => this[name] is { } member && member.TryGetString(out var value) ? value : null;

    /// <summary>The number of a whole-number member, or null when there is none.</summary>
    public long? MemberInt64(string name) => this[name] is { } member && member.TryGetInt64(out var value) ? value : null;

    /// <summary>The truth of a boolean member, or null when there is none.</summary>
    public bool? MemberBoolean(string name) => this[name] is { } member && member.TryGetBoolean(out var value) ? value : null;

    public string RequireString() => TryGetString(out var value) ? value : throw Fault("a string is expected here");

    public bool RequireBoolean() => TryGetBoolean(out var value) ? value : throw Fault("true or false is expected here");

    public int RequireInt32() => TryGetInt32(out var value) ? value : throw Fault("a whole number is expected here");

    public long RequireInt64() => TryGetInt64(out var value) ? value : throw Fault("a whole number is expected here");

    public IReadOnlyList<JsonValue> RequireItems() => Kind == JsonKind.Array ? Items : throw Fault("an array is expected here");

    public IReadOnlyList<KeyValuePair<string, JsonValue>> RequireMembers() =>
        Kind == JsonKind.Object ? Members : throw Fault("an object is expected here");

    public JsonValue RequireMember(string name) => this[name] ?? throw Fault("the object needs \"" + name + "\"");

    /// <summary>An error at the place of this value.</summary>
    public JsonException Fault(string problem) => new(problem, Line, Column);

    /// <summary>The value as compact JSON.</summary>
    public override string ToString()
    {
        var writer = new JsonWriter();
        WriteTo(writer);
        return writer.ToString();
    }

    /// <summary>Writes the value as it was read; numbers keep their digits.</summary>
    public void WriteTo(JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonKind.Null:
                writer.WriteNull();
                break;
            case JsonKind.Boolean:
                writer.WriteBoolean((bool)_content!);
                break;
            case JsonKind.Number:
                writer.WriteRawNumber((string)_content!);
                break;
            case JsonKind.String:
                writer.WriteString((string)_content!);
                break;
            case JsonKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var member in Members)
                {
                    writer.WriteName(member.Key);
                    member.Value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
