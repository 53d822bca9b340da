using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Reads_every_kind_of_value()
    {
        var value = JsonValue.Parse("""{"s":"x","n":-12,"d":1.5e3,"t":true,"f":false,"z":null,"a":[1,"two",[]],"o":{}}""");

        Assert.Equal("x", value.MemberString("s"));
        Assert.Equal(-12, value.MemberInt64("n"));
        Assert.True(value["d"]!.TryGetDouble(out var d));
        Assert.Equal(1500.0, d);
        Assert.Equal(true, value.MemberBoolean("t"));
        Assert.Equal(false, value.MemberBoolean("f"));
        Assert.Equal(JsonKind.Null, value["z"]!.Kind);
        Assert.Equal(3, value["a"]!.Items.Count);
        Assert.Empty(value["o"]!.Members);
        Assert.Null(value["absent"]);
        Assert.Equal(["s", "n", "d", "t", "f", "z", "a", "o"], value.Members.Select(m => m.Key));
    }

    [Theory]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u00e4\\u20AC\"", "ä€")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"ä€😀\"", "ä€😀")]
    [InlineData("\" \\u0000 \"", " \0 ")]
    public void Reads_strings_with_escapes(string json, string expected) => Assert.Equal(expected, JsonValue.Parse(json).RequireString());

    // Attributes store text as UTF-8, so lone surrogates cannot stand in them.
    [Fact]
    public void Keeps_a_lone_surrogate() => Assert.Equal("\ud800x", JsonValue.Parse("\"\\ud800x\"").RequireString());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Reads_whole_numbers(string json, long expected) => Assert.Equal(expected, JsonValue.Parse(json).RequireInt64());

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("9223372036854775808")]
    [InlineData("\"1\"")]
    public void A_number_that_is_not_whole_or_too_large_is_no_integer(string json)
    {
        Assert.False(JsonValue.Parse(json).TryGetInt64(out _));
        Assert.Throws<JsonException>(() => JsonValue.Parse(json).RequireInt64());
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData(" ", 1, 2)]
    [InlineData("{", 1, 2)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("[1 2]", 1, 4)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("{\"a\" 1}", 1, 6)]
    [InlineData("{a:1}", 1, 2)]
    [InlineData("{\n \"a\":1,\n \"a\":2}", 3, 2)]
    [InlineData("01", 1, 2)]
    [InlineData("-", 1, 2)]
    [InlineData("1.", 1, 3)]
    [InlineData(".5", 1, 1)]
    [InlineData("+1", 1, 1)]
    [InlineData("1e", 1, 3)]
    [InlineData("NaN", 1, 1)]
    [InlineData("True", 1, 1)]
    [InlineData("nul", 1, 1)]
    [InlineData("[1]\n[2]", 2, 1)]
    [InlineData("\"abc", 1, 2)]
    [InlineData("\"\\x\"", 1, 3)]
    [InlineData("\"\\u12g4\"", 1, 6)]
    [InlineData("\"\\", 1, 3)]
    [InlineData("\"a\tb\"", 1, 2)]
    [InlineData("// no\n1", 1, 1)]
    [InlineData("'a'", 1, 1)]
    public void Refuses_what_the_grammar_forbids_and_says_where(string json, int line, int column)
    {
        Assert.False(JsonValue.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error));
        Assert.Equal((line, column), (error!.Line, error.Column));
    }

    [Fact]
    public void Refuses_bytes_that_are_not_utf8() =>
        Assert.Contains("UTF-8", Assert.Throws<JsonException>(() => JsonValue.Parse([(byte)'"', 0xC3, 0x28, (byte)'"'])).Message, StringComparison.Ordinal);

    [Fact]
    public void Skips_a_byte_order_mark() => Assert.Equal(7, JsonValue.Parse([0xEF, 0xBB, 0xBF, (byte)'7']).RequireInt32());

    [Fact]
    public void Finds_a_member_and_a_duplicate_in_a_large_object()
    {
        var members = string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"m{i}\":{i}"));
        Assert.Equal(999, JsonValue.Parse("{" + members + "}").MemberInt64("m999"));
        Assert.Contains("twice", Assert.Throws<JsonException>(() => JsonValue.Parse("{" + members + ",\"m500\":1}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.Equal(JsonKind.Array, JsonValue.Parse(new string('[', 64) + new string(']', 64)).Kind);
        Assert.Contains("deeper", Assert.Throws<JsonException>(() => JsonValue.Parse(new string('[', 1_000_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_and_number_of_values_are_bounded()
    {
        Assert.Throws<JsonException>(() => JsonValue.Parse("[1,2,3,4]", new JsonLimits { MaxValues = 4 }));
        Assert.Equal(4, JsonValue.Parse("[1,2,3,4]", new JsonLimits { MaxValues = 5 }).Items.Count);
        Assert.Throws<JsonException>(() => JsonValue.Parse("\"abc\"", new JsonLimits { MaxBytes = 4 }));
    }

    [Fact]
    public void A_value_of_another_kind_is_an_error_at_its_place()
    {
        var value = JsonValue.Parse("{\n  \"port\": \"53\"\n}");
        Assert.Equal("line 2, column 11: a whole number is expected here", Assert.Throws<JsonException>(() => value["port"]!.RequireInt32()).Message);
        Assert.Equal("line 1, column 1: the object needs \"host\"", Assert.Throws<JsonException>(() => value.RequireMember("host")).Message);
        Assert.Null(value.MemberInt64("port"));
    }

    [Fact]
    public void No_text_makes_it_throw_anything_but_its_own_error() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes => JsonValue.TryParse(bytes, out var value, out var error) ? value is not null : error is not null)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Changed_texts_never_make_it_throw_anything_but_its_own_error()
    {
        var seed = Encoding.UTF8.GetBytes("""{"a":[1,-2.5e+3,"x\u00e4\n",{"b":null,"c":[true,false]}],"d":"€"}""");
        var arb = Gen.Choose(0, seed.Length - 1).Zip(Gen.Elements("{}[]\",:\\u0eE+-. \n\u0001a9t"u8.ToArray())).ToArbitrary();
        Prop.ForAll(arb, change =>
        {
            var copy = (byte[])seed.Clone();
            copy[change.Item1] = change.Item2;
            return JsonValue.TryParse(copy, out var value, out var error) ? JsonValue.Parse(value.ToString()).ToString() == value.ToString() : error.Line is 1 or 2;
        }).QuickCheckThrowOnFailure();
    }
}
