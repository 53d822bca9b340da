using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Json;

/// <summary>
/// Results as JSON, one object a line (UTF-8, camelCase names, times in ISO 8601 with <c>Z</c>). <c>mailops … --json</c> and
/// <c>ConvertTo-MailOpsJson</c> both write this form; docs/json.md describes it.
/// </summary>
public static class MailOpsJson
{
    /// <summary>Whether an object has a JSON form here.</summary>
    /// <param name="result">Any object.</param>
    public static bool IsSupported(object? result) => result is IJsonResult;

    /// <summary>The JSON form of one result, without a line end.</summary>
    /// <param name="result">A result of MailOps.</param>
    /// <exception cref="ArgumentException">The object is no result of MailOps.</exception>
    public static string Serialize(object result)
    {
        var writer = new JsonWriter();
        Require(result).WriteJson(writer);
        return writer.ToString();
    }

    /// <summary>Writes results as they come, each on a line of its own.</summary>
    /// <param name="results">Results of MailOps.</param>
    /// <param name="output">Where to; it is flushed after the last one and stays open.</param>
    /// <exception cref="ArgumentException">An object is no result of MailOps.</exception>
    public static void WriteLines(IEnumerable<object> results, Stream output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        var writer = new JsonWriter();
        foreach (var result in results)
        {
            WriteLine(result, output, writer);
        }

        output.Flush();
    }

    internal static void WriteLine(object result, Stream output, JsonWriter writer)
    {
        writer.Reset();
        Require(result).WriteJson(writer);
        writer.WriteTo(output);
        output.WriteByte((byte)'\n');
    }

    /// <summary>A number that may be missing; then the member is null.</summary>
    internal static void WriteMember(JsonWriter writer, string name, long? value)
    {
        writer.WriteName(name);
        if (value is { } number)
        {
            writer.WriteNumber(number);
        }
        else
        {
            writer.WriteNull();
        }
    }

    /// <summary>A yes or no that may not be known; then the member is null.</summary>
    internal static void WriteMember(JsonWriter writer, string name, bool? value)
    {
        writer.WriteName(name);
        if (value is { } known)
        {
            writer.WriteBoolean(known);
        }
        else
        {
            writer.WriteNull();
        }
    }

    /// <summary>A moment that may be missing; then the member is null.</summary>
    internal static void WriteMember(JsonWriter writer, string name, DateTime? value)
    {
        writer.WriteName(name);
        if (value is { } time)
        {
            writer.WriteTime(time);
        }
        else
        {
            writer.WriteNull();
        }
    }

    /// <summary>A list of texts.</summary>
    internal static void WriteMember(JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteString(text);
        }

        writer.WriteEndArray();
    }

    internal static void WriteFindings(JsonWriter writer, FindingList findings, string name = "findings")
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteMember("id", finding.Id);
            writer.WriteMember("severity", Name(finding.Severity));
            writer.WriteMember("message", finding.Message);
            writer.WriteMember("advice", finding.Advice);
            writer.WriteMember("reference", finding.Reference);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>An enum value as the JSON forms spell it: its name with a small first letter.</summary>
    internal static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static IJsonResult Require(object result) => result as IJsonResult
        ?? throw new ArgumentException($"An object of type {result?.GetType().FullName ?? "null"} has no JSON form.", nameof(result));
}
