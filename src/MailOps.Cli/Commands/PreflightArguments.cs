using System.Collections.Generic;
using System.CommandLine;
using MailOps.Authentication.Dkim;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary>The options of the preflight, shared by <c>outbox add</c> and <c>draft test</c>.</summary>
internal static class PreflightArguments
{
    private static readonly Option<WarningAction> OnWarning = new("--on-warning")
    {
        Description = "What happens to mail with warnings: hold (the default), send or stop.",
        HelpName = "action",
    };

    private static readonly Option<string[]> IgnoreFinding = new("--ignore-finding")
    {
        Description = "The id of a finding that does not matter here, such as DRAFT007; may be given several times.",
        HelpName = "id",
    };

    private static readonly Option<string?> RuleFile = new("--rule-file") { Description = "A file with rules of your own (docs/drafts.md).", HelpName = "file" };

    private static readonly Option<string?> WordList = new("--word-list") { Description = "Phrases, one a line, in place of the built-in ones known from spam.", HelpName = "file" };

    private static readonly Option<string[]> SpellCheck = new("--spell-check")
    {
        Description = "Check the spelling in this language, such as de-DE; needs hunspell. May be given several times.",
        HelpName = "language",
    };

    private static readonly Option<string[]> LinkBlocklist = new("--link-blocklist")
    {
        Description = "Ask this blocklist about the links of the mail, such as dbl.spamhaus.org; it learns what the mail links to.",
        HelpName = "zone",
    };

    private static readonly Option<long> MaxSize = new("--max-size")
    {
        Description = "The size in bytes from which on there is a warning.",
        HelpName = "bytes",
        DefaultValueFactory = _ => PreflightOptions.DefaultMaxSize,
    };

    private static readonly Option<string?> Key = new("--dkim-key") { Description = "Sign when it leaves, with domain:selector:file.", HelpName = "key" };

    public static IEnumerable<Option> All { get; } = [OnWarning, IgnoreFinding, RuleFile, WordList, SpellCheck, LinkBlocklist, MaxSize, Key];

    public static DkimKeyReference? DkimKey(ParseResult parsed)
    {
        if (parsed.GetValue(Key) is not { } text)
        {
            return null;
        }

        // The dispatcher runs in another folder.
        var key = DkimKeyReference.Parse(text);
        return key with { KeyFile = System.IO.Path.GetFullPath(key.KeyFile) };
    }

    public static PreflightOptions Read(ParseResult parsed, MailOpsSession session) => new()
    {
        OnWarning = parsed.GetValue(OnWarning),
        IgnoredFindings = parsed.GetValue(IgnoreFinding) ?? [],
        RuleFile = parsed.GetValue(RuleFile),
        WordList = parsed.GetValue(WordList),
        SpellCheck = parsed.GetValue(SpellCheck) ?? [],
        LinkBlocklists = parsed.GetValue(LinkBlocklist) ?? [],
        MaxSize = parsed.GetValue(MaxSize),
        DkimKey = DkimKey(parsed),
        Resolver = session.Resolver,
        AddressData = session.Data.ReadAddressData(),
        Clock = session.Clock,
    };
}
