using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Imap;
using MailOps.Mailboxes;
using Xunit;

namespace MailOps.Tests.Imap;

public sealed class ImapWireTests
{
    [Theory]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("A&B", "A&-B")]
    [InlineData("a\rb\n\0", "a&AA0-b&AAoAAA-")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("", "")]
    public void Names_of_folders_go_both_ways(string name, string encoded)
    {
        Assert.Equal(encoded, ModifiedUtf7.Encode(name));
        Assert.True(ModifiedUtf7.TryDecode(encoded, out var decoded));
        Assert.Equal(name, decoded);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&AGE-")] // "a" needs no shift
    [InlineData("&APw-&APw-")] // two shifts where one would do
    [InlineData("&APx-")] // padding bits that are not zero
    [InlineData("&A-")]
    [InlineData("&/AA-")]
    [InlineData("caf\u00E9")]
    public void A_name_that_no_encoder_writes_is_not_decoded(string encoded) => Assert.False(ModifiedUtf7.TryDecode(encoded, out _));

    [Fact]
    public void Folders_never_share_a_name_and_each_goes_back_as_it_came()
    {
        var names = new ImapFolderNames();
        string[] wire = ["A&-B", "A&B", "&AGE-", "a", "&AA0-", "x\"y\\z"];
        var shown = wire.Select(w => names.ToName(w, utf8: false)).ToList();
        Assert.Equal(wire.Length, shown.Distinct().Count());
        Assert.Equal(wire, shown.Select(n => names.ToWire(n, utf8: false)));
        Assert.Equal("\r", shown[4]);
    }

    [Fact]
    public void A_folder_that_nobody_listed_may_hold_no_control_character() =>
        Assert.Equal("MailOps.Mailbox.InvalidName", Assert.Throws<MailOpsException>(() => new ImapFolderNames().ToWire("a\rb", false)).ErrorId);

    [Theory]
    [InlineData("1,2,3,7", "1:3,7")]
    [InlineData("4294967295,1", "1,4294967295")]
    [InlineData("5,5,5", "5")]
    public void Sets_are_sorted_and_short(string uids, string expected) =>
        Assert.Equal(expected, Assert.Single(ImapSet.Write(ImapSet.Numbers(uids.Split(',')), int.MaxValue)).Text);

    [Theory]
    [InlineData("0")]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("1:*")]
    [InlineData("1 OR ALL")]
    [InlineData("")]
    public void What_is_no_uid_enters_no_command(string uid) =>
        Assert.Equal("MailOps.Mailbox.InvalidName", Assert.Throws<MailOpsException>(() => ImapSet.Numbers([uid])).ErrorId);

    [Fact]
    public void Many_single_numbers_are_split_into_lines_of_bounded_length()
    {
        var numbers = Enumerable.Range(1, 10_000).Select(i => (uint)(i * 2)).ToList();
        var sets = ImapSet.Write(numbers, int.MaxValue).ToList();
        Assert.True(sets.Count > 1);
        Assert.All(sets, set => Assert.True(set.Text.Length < 7_100));
        List<uint> read = [];
        Assert.All(sets, set => Assert.True(ImapSet.TryRead(Encoding.ASCII.GetBytes(set.Text), int.MaxValue, read)));
        Assert.Equal(numbers, read);
    }

    [Theory]
    [InlineData("4:2", "4,3,2")]
    [InlineData("1:2,9", "1,2,9")]
    public void A_range_may_be_written_backwards(string set, string expected)
    {
        List<uint> numbers = [];
        Assert.True(ImapSet.TryRead(Encoding.ASCII.GetBytes(set), 100, numbers));
        Assert.Equal(expected, string.Join(",", numbers));
    }

    [Theory]
    [InlineData("1:4294967295")]
    [InlineData("1:101")]
    [InlineData("0:3")]
    [InlineData("1,")]
    [InlineData("x")]
    public void A_set_beyond_the_limit_or_without_sense_is_refused(string set) =>
        Assert.False(ImapSet.TryRead(Encoding.ASCII.GetBytes(set), 100, []));

    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25")]
    [InlineData(" 1-Jan-2026 00:00:00 +0000", "2026-01-01T00:00:00")]
    public void Dates_are_read_into_utc(string text, string expected) =>
        Assert.Equal(expected, ImapDate.Read(text)!.Value.ToString("s", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_date_survives_the_way_to_the_server_and_back()
    {
        var time = new DateTime(2026, 3, 9, 1, 2, 3, DateTimeKind.Utc);
        Assert.Equal("09-Mar-2026 01:02:03 +0000", ImapDate.Write(time));
        Assert.Equal(time, ImapDate.Read(ImapDate.Write(time)));
    }

    [Fact]
    public void The_structure_of_a_message_has_the_numbers_of_its_parts()
    {
        var root = Structure(
            "((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"QUOTED-PRINTABLE\" 28 2 NIL NIL NIL NIL)"
            + "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 342 (NIL \"subject\" NIL NIL NIL NIL NIL NIL NIL \"<a@b>\") "
            + "((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"image\" \"png\" (\"name\" \"a.png\") \"<c@d>\" NIL \"base64\" 9 NIL "
            + "(\"attachment\" (\"filename\" \"=?utf-8?Q?=C3=BC.png?=\")) NIL NIL) \"MIXED\") 20 NIL NIL NIL)"
            + "(\"application\" \"pdf\" NIL NIL NIL \"base64\" 77 NIL (\"ATTACHMENT\" (\"filename*0*\" \"utf-8''%C3%A4\" \"filename*1\" \".pdf\")) NIL) "
            + "\"MIXED\" (\"BOUNDARY\" \"x\") NIL NIL NIL)")!;
        Assert.Equal(
            " multipart/mixed|1 text/plain|2 message/rfc822| multipart/mixed|2.1 text/plain|2.2 image/png ü.png|3 application/pdf ä.pdf",
            string.Join("|", root.Walk().Select(p => p.Number + " " + p.MediaType + (p.FileName.Length > 0 ? " " + p.FileName : ""))));
        Assert.Equal(("utf-8", "quoted-printable", 28L), (root.Parts[0].Parameters["charset"], root.Parts[0].Encoding, root.Parts[0].Size));
        Assert.Equal(("attachment", "<c@d>"), (root.Parts[2].Disposition, root.Parts[1].Parts[0].Parts[1].ContentId));
    }

    [Fact]
    public void A_message_of_one_part_has_part_1() =>
        Assert.Equal("1 text/html", Structure("(\"TEXT\" \"HTML\" NIL NIL NIL \"7BIT\" 5 1)")!.ToString());

    [Theory]
    [InlineData("(\"TEXT\")")]
    [InlineData("(NIL)")]
    [InlineData("()")]
    public void A_structure_without_sense_is_left_out_and_the_message_is_kept(string structure)
    {
        Assert.True(FetchReader.TryRead(Response($"* 1 FETCH (UID 5 BODYSTRUCTURE {structure} FLAGS (\\Seen))"), out var item));
        Assert.Equal(("5", MailFlags.Seen), (item.Uid, item.Flags!.Flags));
        Assert.Null(item.Structure);
    }

    [Fact]
    public void A_structure_a_thousand_levels_deep_is_refused_without_a_stack_overflow() =>
        Assert.False(FetchReader.TryRead(Response("* 1 FETCH (UID 5 BODYSTRUCTURE " + new string('(', 100_000) + ")"), out _));

    [Fact]
    public void Facts_of_a_message_are_read_in_any_order()
    {
        Assert.True(FetchReader.TryRead(
            Response("* 12 FETCH (MODSEQ (65402) RFC822.SIZE 44827 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS (\\Seen \\Recent $Forwarded [x]) UID 99)"),
            out var item));
        Assert.Equal(("99", 44827L, 65402L), (item.Uid, item.Size, item.ModSeq));
        Assert.Equal(MailFlagSet.Of(MailFlags.Seen, "[X]", "$forwarded"), item.Flags);
    }

    [Fact]
    public void Literals_and_quoted_strings_are_contents_alike()
    {
        Assert.True(FetchReader.TryRead(Response("* 1 FETCH (UID 1 BODY[HEADER.FIELDS (\"X\" Y)]<0> {3} BODY[] \"a\\\"b\")", "h\r\n"), out var item));
        Assert.Equal(("h\r\n", "a\"b"), (Text(item.Header), Text(item.Content)));
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 0)")]
    [InlineData("* 1 FETCH (UID 1")]
    [InlineData("* 1 FETCH UID 1")]
    [InlineData("* FETCH (UID 1)")]
    [InlineData("* 1 FETCH (UID 99999999999999999999)")]
    [InlineData("* 1 FETCH (BODY[] {5})")]
    [InlineData("* 1 FETCH (FLAGS (\"a\"))")]
    public void What_is_no_fetch_is_refused(string line) => Assert.False(FetchReader.TryRead(Response(line), out _));

    [Theory]
    [InlineData("* LIST (\\HasNoChildren \\Sent) \"/\" Gesendet", "Gesendet", MailFolderUse.Sent, true)]
    [InlineData("* LIST (\\Noselect) NIL a[b]c", "a[b]c", MailFolderUse.None, false)]
    [InlineData("* LIST () \"\\\\\" \"a \\\"b\\\" c\"", "a \"b\" c", MailFolderUse.None, true)]
    [InlineData("* LIST () \".\" NIL", "NIL", MailFolderUse.None, true)]
    public void Folders_are_listed_whatever_their_name(string line, string name, MailFolderUse use, bool isSelectable)
    {
        Assert.True(ListReader.TryRead(Response(line), out var entry));
        Assert.Equal((name, use, isSelectable), (entry.WireName, entry.Use, entry.IsSelectable));
    }

    [Fact]
    public void Words_of_a_status_response_are_not_taken_for_parts_of_it()
    {
        var response = Response("* OK [UIDVALIDITY 3857529045] UIDs valid {3}");
        Assert.Equal((ImapStatus.Ok, "UIDVALIDITY", "3857529045"), (response.Status, response.Code, Encoding.ASCII.GetString(response.CodeArguments)));
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void No_value_begins_another_command(string value)
    {
        var command = new ImapCommand("LIST \"\"", ImapCapabilities.None);
        Assert.Equal("MailOps.Imap.CommandInjection", Assert.Throws<MailOpsException>(() => command.String(value)).ErrorId);
        Assert.Equal("MailOps.Mailbox.InvalidName", Assert.Throws<MailOpsException>(() => command.Atom(value)).ErrorId);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.ToArray());

    private static MailBodyPart? Structure(string text) =>
        FetchReader.TryRead(Response("* 1 FETCH (UID 1 BODYSTRUCTURE " + text + ")"), out var item) ? item.Structure : null;

    private static ImapResponse Response(string line, params string[] literals)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return new ImapResponse(bytes, bytes.Length, literals.Select(Encoding.UTF8.GetBytes).ToList());
    }
}
