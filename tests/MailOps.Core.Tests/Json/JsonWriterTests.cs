using System;
using System.IO;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Json;

public sealed class JsonWriterTests
{
    [Fact]
    public void Writes_one_compact_line()
    {
        var writer = new JsonWriter();
        WriteSample(writer);
        Assert.Equal("""{"name":"Jürgen 😀","count":-3,"ok":true,"none":null,"items":[1.5,[],{}],"at":"2026-03-01T12:00:00Z"}""", writer.ToString());
    }

    [Fact]
    public void Writes_indented_for_people()
    {
        var writer = new JsonWriter(indented: true);
        writer.WriteStartObject();
        writer.WriteMember("a", 1);
        writer.WriteName("b");
        writer.WriteStartArray();
        writer.WriteString("x");
        writer.WriteEndArray();
        writer.WriteName("c");
        writer.WriteStartArray();
        writer.WriteEndArray();
        writer.WriteEndObject();
        Assert.Equal("{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ],\n  \"c\": []\n}", writer.ToString());
    }

    [Theory]
    [InlineData("\"\\\b\f\n\r\t", "\\\"\\\\\\b\\f\\n\\r\\t")]
    [InlineData("\u001b[31m\u009b\u007f\0", "\\u001b[31m\\u009b\\u007f\\u0000")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("/<>&'", "/<>&'")]
    public void Escapes_what_could_break_a_line_or_steer_a_terminal(string text, string expected)
    {
        var writer = new JsonWriter();
        writer.WriteString(text);
        Assert.Equal("\"" + expected + "\"", writer.ToString());
    }

    // Attributes store text as UTF-8, so lone surrogates cannot stand in them.
    [Fact]
    public void Escapes_lone_surrogates()
    {
        var writer = new JsonWriter();
        writer.WriteString("\ud800 \udc00");
        Assert.Equal("\"\\ud800 \\udc00\"", writer.ToString());
    }

    [Fact]
    public void Starts_anew_after_a_reset()
    {
        var writer = new JsonWriter();
        writer.WriteStartArray();
        writer.Reset();
        writer.WriteNumber(7);
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        Assert.Equal("7", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Refuses_calls_that_would_give_no_json()
    {
        Assert.Throws<InvalidOperationException>(() => new JsonWriter().WriteName("a"));
        Assert.Throws<InvalidOperationException>(() => new JsonWriter().WriteEndObject());
        Assert.Throws<InvalidOperationException>(() =>
        {
            var writer = new JsonWriter();
            writer.WriteNull();
            writer.WriteNull();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var writer = new JsonWriter();
            writer.WriteStartObject();
            writer.WriteNull();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var writer = new JsonWriter();
            writer.WriteStartArray();
            writer.WriteEndObject();
        });
        Assert.Throws<ArgumentException>(() => new JsonWriter().WriteNumber(double.NaN));
    }

    [Fact]
    public void What_it_writes_reads_back_the_same() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<string>(),
            ArbMap.Default.ArbFor<NormalFloat>(),
            (text, number) =>
            {
                var writer = new JsonWriter();
                writer.WriteStartArray();
                writer.WriteString(text);
                writer.WriteNumber(number.Get);
                writer.WriteEndArray();
                var read = JsonValue.Parse(writer.Written.Span);
                return (read.Items[0].TryGetString(out var back) ? back : null) == text
                    && read.Items[1].TryGetDouble(out var d) && d.Equals(number.Get);
            }).QuickCheckThrowOnFailure();

    private static void WriteSample(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", "Jürgen 😀");
        writer.WriteMember("count", -3);
        writer.WriteMember("ok", true);
        writer.WriteMember("none", null);
        writer.WriteName("items");
        writer.WriteStartArray();
        writer.WriteNumber(1.5);
        writer.WriteStartArray();
        writer.WriteEndArray();
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteName("at");
        writer.WriteTime(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        writer.WriteEndObject();
    }
}
