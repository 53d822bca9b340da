using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Imap;
using MailOps.Mailboxes;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Imap;

/// <summary>Whatever bytes a server sends, the readers answer yes or no.</summary>
public sealed class ImapFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Seeds =
    [
        "* 12 FETCH (FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 UID 7 MODSEQ (5) BODY[HEADER]<0> {3} BODY[] \"x\")",
        "* 1 FETCH (UID 1 BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\") NIL NIL \"7BIT\" 28 2)(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 3 "
            + "(NIL NIL NIL) (\"a\" \"b\" NIL NIL NIL NIL 1) 20 NIL (\"attachment\" (\"filename*0*\" \"utf-8''%C3\")) NIL) \"MIXED\" (\"B\" \"x\") NIL))",
        "* LIST (\\HasNoChildren \\Sent) \"/\" \"&U,BTFw-/x\"",
        "* NAMESPACE ((\"\" \"/\")) ((\"~\" \"/\" \"X\" (\"a\"))) NIL",
        "* ESEARCH (TAG \"A1\") UID ALL 1:3,5 COUNT 4",
        "* SEARCH 1 2 3 (MODSEQ 5)",
        "* OK [COPYUID 38505 304,319:320 3956:3958] Done",
        "* CAPABILITY IMAP4rev1 AUTH=PLAIN",
    ];

    [Fact]
    public void Mutated_responses_make_no_reader_throw() => Mutate(20_000);

    [Fact]
    [Trait("Category", "Long")]
    public void A_million_mutated_responses_make_no_reader_throw() => Mutate(1_000_000);

    private void Mutate(int rounds)
    {
        var seed = Environment.TickCount;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        var alphabet = Encoding.ASCII.GetBytes("(){}[]\"\\ *%<>0123456789NILbody\r\n\0\x80\xFF&-,:~+");
        var read = 0;
        for (var i = 0; i < rounds; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
            for (var changes = random.Next(6); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes.RemoveAt(at);
                        break;
                    case 1:
                        bytes.Insert(at, alphabet[random.Next(alphabet.Length)]);
                        break;
                    case 2:
                        bytes[at] = alphabet[random.Next(alphabet.Length)];
                        break;
                    default:
                        bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(20)).ToList());
                        break;
                }
            }

            read += ReadAll([.. bytes], [[1, 2, 3]]) ? 1 : 0;
        }

        // Mutations are small enough that many responses still make sense: the readers were really reached.
        Assert.InRange(read, rounds / 20, rounds);
    }

    private static bool ReadAll(byte[] bytes, IReadOnlyList<byte[]> literals)
    {
        var response = new ImapResponse(bytes, bytes.Length, literals);
        _ = response.ToString();
        var spaces = ImapNamespaces.Unknown;
        _ = ImapCapabilities.Read(response.Tokens.Rest).Mechanisms;
        _ = ModifiedUtf7.TryDecode(Encoding.ASCII.GetString(bytes), out _);
        _ = ImapSet.TryRead(response.CodeArguments, 1000, []);
        return FetchReader.TryRead(response, out _) | ListReader.TryRead(response, out _) | ImapNamespaces.TryRead(response, ref spaces)
            | response.Code.Length > 0;
    }
}
