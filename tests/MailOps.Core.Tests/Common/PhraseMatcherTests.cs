using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace MailOps.Tests.Common;

public sealed class PhraseMatcherTests
{
    [Theory]
    [InlineData("user unknown", "550 User  Unknown", true)]
    [InlineData("user unknown", "550 User\r\n    unknown", true)]
    [InlineData("user unknown", "550 superuser unknown", false)]
    [InlineData("~user unknown", "550 superuser unknown", true)]
    [InlineData("reject", "was rejected", true)]
    [InlineData("reject|", "was rejected", false)]
    [InlineData("rbl|", "in the RBL.", true)]
    [InlineData("postfach * voll", "Das Postfach von Anna ist voll", true)]
    [InlineData("user * unknown", "unknown user", false)]
    [InlineData("wasn't found", "it wasn\u2019t found", true)]
    [InlineData("empfänger", "EMPFÄNGER", true)]
    [InlineData("メールボックス", "あなたのメールボックスが", true)]
    [InlineData("🐈", "a 🐈 b", true)]
    [InlineData(" - spam", "id=1 - SPAM", true)]
    [InlineData("(user|mailbox) * (unknown|not found)", "mailbox anna not found", true)]
    [InlineData("(user|mailbox) * (unknown|not found)", "user anna is unknown", true)]
    [InlineData("(user|mailbox) * (unknown|not found)", "alias anna not found", false)]
    [InlineData("(user|mailbox) * (unknown|not found)", "not found user", false)]
    [InlineData("no such (user|mailbox)", "no such mailbox here", true)]
    [InlineData("(s3140)", "on our list (S3140)", true)]
    [InlineData("(s3140)", "on our list S3140", false)]
    [InlineData("empfänger", "Empfaenger unbekannt", true)]
    [InlineData("empfänger", "Empfanger unbekannt", true)]
    [InlineData("boîte * pleine", "La boite est pleine", true)]
    [InlineData("não existe", "endereco nao existe", true)]
    public void Finds_a_phrase_as_people_and_servers_write_it(string phrase, string text, bool found)
    {
        Assert.Equal(found, Find([phrase], text).Contains(0));
        Assert.Equal(found, FindAsBytes([phrase], text).Contains(0) || HasWideFolding(phrase, text));
    }

    [Fact]
    public void A_gap_ends_after_eighty_characters()
    {
        Assert.Contains(0, Find(["user * unknown"], "user " + new string('x', 70) + " unknown"));
        Assert.DoesNotContain(0, Find(["user * unknown"], "user " + new string('x', 100) + " unknown"));
    }

    [Theory]
    [InlineData("This is the mail system\n at host a, unavailable", true)]
    [InlineData("This is the mail system\r\n  at host a,\r\nunavailable", true)]
    [InlineData("This is the mail system\n\n<a@b>: unavailable", false)]
    [InlineData("This is the mail system\r\n \r\n<a@b>: unavailable", false)]
    public void A_gap_ends_with_the_paragraph(string text, bool found) =>
        Assert.Equal(found, Find(["system * unavailable"], text).Contains(0) && FindAsBytes(["system * unavailable"], text).Contains(0));

    [Fact]
    public void A_gap_takes_the_last_beginning_before_the_end()
    {
        Assert.Contains(0, Find(["user * unknown"], "user " + new string('x', 100) + " user b unknown"));
        Assert.Contains(0, Find(["a * b * c"], "a b a b c"));
    }

    [Fact]
    public void Finds_every_phrase_that_a_plain_search_finds()
    {
        // Words over a small alphabet overlap and contain each other in all ways; the generator is fixed, so a failure repeats.
        var state = 12345u;
        int Next(int limit)
        {
            state = (state * 1664525) + 1013904223;
            return (int)(state >> 16) % limit;
        }

        string Word(int length) => new(Enumerable.Range(0, length).Select(_ => (char)('a' + Next(3))).ToArray());
        for (var round = 0; round < 300; round++)
        {
            var phrases = Enumerable.Range(0, 12).Select(_ => "~" + Word(1 + Next(5))).Distinct().ToList();
            var text = Word(60);
            var expected = phrases.Select((p, i) => (p, i)).Where(x => text.Contains(x.p.Substring(1))).Select(x => x.i).ToHashSet();
            Assert.True(expected.SetEquals(Find(phrases, text)), string.Join(",", phrases) + " in " + text);
        }
    }

    [Fact]
    public void What_one_text_began_the_next_does_not_finish()
    {
        var matcher = new PhraseMatcher(["user unknown", "user * gone"]);
        var hits = new PhraseHits(matcher);
        matcher.Find("the user".AsSpan(), hits);
        matcher.Find("unknown, gone".AsSpan(), hits);
        Assert.Equal(0, hits.Count);
        hits.Clear();
        matcher.Find("user unknown".AsSpan(), hits);
        Assert.Equal(1, hits.Count);
        hits.Clear();
        Assert.Equal(0, hits.Count);
        Assert.False(hits[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a**b")]
    public void Refuses_a_phrase_with_nothing_in_it(string phrase) => Assert.Throws<ArgumentException>(() => new PhraseMatcher([phrase]));

    [Fact]
    public void Refuses_a_phrase_that_is_too_long() =>
        Assert.Throws<ArgumentException>(() => new PhraseMatcher([new string('x', PhraseMatcher.MaxLength + 1)]));

    private static HashSet<int> Find(IReadOnlyList<string> phrases, string text)
    {
        var matcher = new PhraseMatcher(phrases);
        var hits = new PhraseHits(matcher);
        matcher.Find(text.AsSpan(), hits);
        return [.. hits.Found.Take(hits.Count)];
    }

    private static HashSet<int> FindAsBytes(IReadOnlyList<string> phrases, string text)
    {
        var matcher = new PhraseMatcher(phrases);
        var hits = new PhraseHits(matcher);
        matcher.Find(new ReadOnlySpan<byte>(Encoding.UTF8.GetBytes(text)), hits);
        return [.. hits.Found.Take(hits.Count)];
    }

    // Over bytes only ASCII letters are folded, and typographic quotes stay what they are.
    private static bool HasWideFolding(string phrase, string text) => text.Contains('\u2019') || phrase.Any(c => c > 0x7F);
}
