using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Recall;
using Xunit;

namespace MailOps.Tests.Recall;

/// <summary>Aliases, lists and redirections as mail admins write them, and as nobody should.</summary>
public sealed class MailAliasTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "alias-" + Guid.NewGuid().ToString("N"));

    public MailAliasTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("all@corp.example  anna@corp.example, ben@corp.example", "all@corp.example", "anna@corp.example ben@corp.example")]
    [InlineData("all@corp.example anna ben", "all@corp.example", "anna@corp.example ben@corp.example")]
    [InlineData("all: anna,\n\tben,\n\n# a comment\n   cleo\nother: x", "all@corp.example", "anna@corp.example ben@corp.example cleo@corp.example")]
    [InlineData("ALL@Corp.Example anna@corp.example", "all@corp.EXAMPLE", "anna@corp.example")]
    [InlineData("\"all\": anna", "all@corp.example", "anna@corp.example")]
    [InlineData("@corp.example catch@corp.example\ncatch@corp.example catch@corp.example", "who@corp.example", "catch@corp.example")]
    [InlineData("user all@corp.example\nall@corp.example anna@corp.example", "user+tag@corp.example", "anna@corp.example")]
    [InlineData("anna@corp.example anna@corp.example, ben@corp.example", "anna@corp.example", "anna@corp.example ben@corp.example")]
    [InlineData("anna: \\anna, ben@partner.example", "anna@corp.example", "anna@corp.example External:ben@partner.example")]
    [InlineData("@old.corp.example @corp.example", "anna@old.corp.example", "anna@corp.example")]
    [InlineData("a b@corp.example\nb@corp.example c@corp.example\nc@corp.example a@corp.example", "a@corp.example", "")]
    [InlineData("robot: \"|/usr/bin/procmail -t, x\", anna", "robot@corp.example", "Unreadable:|/usr/bin/procmail -t, x anna@corp.example")]
    [InlineData("list: :include:/etc/mail/list", "list@corp.example", "Unreadable::include:/etc/mail/list")]
    [InlineData("log: /var/log/mail.box", "log@corp.example", "Unreadable:/var/log/mail.box")]
    [InlineData("# all: anna", "all@corp.example", "all@corp.example")]
    [InlineData("all:\nben: x", "all@corp.example", "all@corp.example")]
    [InlineData("partner@partner.example anna@corp.example", "partner@partner.example", "External:partner@partner.example")]
    [InlineData("\u0000\u0001 \u0002\n:::,,,\n\"\"\n\"", "anna@corp.example", "anna@corp.example")]
    public void A_table_leads_where_Postfix_would_deliver(string table, string address, string expected)
    {
        var map = new MailAliasMap();
        MailAliasFile.ReadTable(table, map);
        Assert.Equal(expected, Expand(map, address));
    }

    [Theory]
    [InlineData("redirect \"ben@corp.example\";", "ben@corp.example")]
    [InlineData("if header :contains \"subject\" \"x\" { redirect :copy \"ben@corp.example\"; keep; }", "ben@corp.example")]
    [InlineData("# redirect \"a@corp.example\";\n/* redirect \"b@corp.example\"; */ redirect \"c@corp.example\";", "c@corp.example")]
    [InlineData("vacation \"redirect to ben@corp.example\"; fileinto \"x@corp.example\";", "")]
    [InlineData("vacation text:\r\nredirect \"a@corp.example\";\r\n..\r\nredirect \"b@corp.example\";\r\n.\r\n;\r\nredirect \"c@corp.example\";", "c@corp.example")]
    [InlineData("redirect \"a\\\"b@corp.example\";", "a\"b@corp.example")]
    [InlineData("redirect \"${address}@corp.example\";", "")]
    [InlineData("if address :redirect \"x\" { keep; } include :personal \"a@corp.example\";", "")]
    [InlineData("redirect", "")]
    [InlineData("redirect \"never ends@corp", "never ends@corp")]
    [InlineData("/* never ends redirect \"a@corp.example\";", "")]
    [InlineData("vacation text:\nnever ends redirect \"a@corp.example\";", "")]
    public void Every_redirect_of_a_script_counts_and_nothing_else(string script, string expected) =>
        Assert.Equal(expected, string.Join(" ", SieveRedirects.Read(script)));

    [Fact]
    public void A_forward_and_a_script_belong_to_the_user_whose_folder_they_lie_in()
    {
        var map = new MailAliasMap();
        MailAliasFile.Read(Write("home/anna/.forward", "# mine\n\\anna, \"|vacation anna\"\nben@corp.example\n"), map);
        MailAliasFile.Read(Write("corp.example/cleo/active.sieve", "redirect \"ben@corp.example\";"), map);

        Assert.Equal("anna@corp.example Unreadable:|vacation anna ben@corp.example", Expand(map, "anna@corp.example"));
        Assert.Equal("cleo@corp.example ben@corp.example", Expand(map, "cleo@corp.example"));
        Assert.Equal("cleo@sub.corp.example", Expand(map, "cleo@sub.corp.example"));
    }

    [Fact]
    public void A_chain_without_end_is_refused()
    {
        var map = new MailAliasMap();
        for (var i = 0; i < 1000; i++)
        {
            map.Add($"a{i}@corp.example", [$"a{i + 1}@corp.example"]);
        }

        Assert.Equal("MailOps.Recall.AliasTooDeep", Assert.Throws<MailOpsException>(() => Expand(map, "a0@corp.example")).ErrorId);
    }

    [Fact]
    public void A_list_of_everybody_is_refused()
    {
        var map = new MailAliasMap();
        map.Add("all@corp.example", Enumerable.Range(0, 10_001).Select(i => $"u{i}@corp.example"));
        Assert.Equal("MailOps.Recall.AliasTooDeep", Assert.Throws<MailOpsException>(() => Expand(map, "all@corp.example")).ErrorId);
    }

    [Fact]
    public void A_line_that_is_continued_a_million_times_is_read_in_one_go()
    {
        var text = new StringBuilder("all: x0");
        for (var i = 1; i < 300_000; i++)
        {
            text.Append(",\n x");
        }

        var map = new MailAliasMap();
        MailAliasFile.ReadTable(text.ToString(), map);
        Assert.Equal("x0@corp.example x@corp.example", Expand(map, "all@corp.example"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_that_names_it()
    {
        var error = Assert.Throws<MailOpsException>(() => MailAliasFile.Read(Path.Combine(_folder, "missing"), new MailAliasMap()));
        Assert.Equal("MailOps.Recall.AliasUnreadable", error.ErrorId);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_that_a_reader_is_given_makes_it_fail(int seed)
    {
        const string Alphabet = "ab@.,:;\"\\|/#*{}$ \t\r\nredirect\0\u00FCtext";
        var random = new Random(seed);
        for (var turn = 0; turn < 2000; turn++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var map = new MailAliasMap();
            MailAliasFile.ReadTable(text, map);
            map.Add("u@corp.example", SieveRedirects.Read(text), keepsCopy: true);
            Assert.NotEmpty(Expand(map, "u@corp.example"));
        }
    }

    private static string Expand(MailAliasMap map, string address) => string.Join(
        " ",
        map.Expand(address, domain => domain.Equals("corp.example", StringComparison.OrdinalIgnoreCase) || domain.EndsWith(".corp.example", StringComparison.OrdinalIgnoreCase))
            .Select(place => (place.Kind == MailDestinationKind.Mailbox ? "" : place.Kind + ":") + place.Mailbox));

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
