using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class SpellCheckerTests
{
    [Fact]
    public void Words_of_prose_are_checked_and_names_of_things_are_not() => Assert.Equal(
        ["Bitte", "prüfen", "Sie", "den", "Mail", "Server", "don't"],
        SpellChecker.WordsOf("Bitte prüfen Sie den Mail-Server mx1.corp.example, root@corp.example, https://corp.example/a, IPv6, 4711 und_so MX don’t!"));

    [SkippableFact]
    public void Hunspell_finds_what_is_misspelled()
    {
        using var checker = Start("de-DE");
        Assert.Equal("de_DE", checker.Dictionary);
        Assert.Equal(["Wartunk"], checker.FindUnknown("Die Wartung beginnt am Donnerstag. Die Wartunk endet um zehn; Wartunk."));
        Assert.Empty(checker.FindUnknown("^!@# + - * ~\nDie Wartung"));
        Assert.Empty(checker.FindUnknown(""));
    }

    [SkippableFact]
    public void A_language_without_dictionary_is_named()
    {
        Start("de-DE").Dispose();
        var error = Assert.Throws<MailOpsException>(() => SpellChecker.Start(["xx-YY"]));
        Assert.Equal("MailOps.Draft.DictionaryMissing", error.ErrorId);
        Assert.Equal("MailOps.Draft.DictionaryMissing", Assert.Throws<MailOpsException>(() => SpellChecker.Start(["de-DE -x"])).ErrorId);
    }

    private static SpellChecker Start(string language)
    {
        try
        {
            return SpellChecker.Start([language]);
        }
        catch (MailOpsException e) when (e.ErrorId is "MailOps.Draft.SpellCheckUnavailable" or "MailOps.Draft.DictionaryMissing")
        {
            Skip.If(true, e.Message);
            throw;
        }
    }
}
