using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;

namespace MailOps.Tests.Bounces;

/// <summary>
/// Mails of <c>Fixtures/odd-mails.txt</c> in many dresses: receipts, challenges, reports, recalls, delays and quotations. Each says what may
/// be said of it; the same seed gives the same mails.
/// </summary>
internal sealed class OddMails
{
    private static readonly string[] Persons =
        ["Anna Berg <anna@kunde.example>", "\"Berg, Anna\" <anna.berg@kunde.example>", "=?utf-8?Q?J=C3=B6rg?= <joerg@kunde.example>", "bert@kunde.example"];

    private static readonly string[] Subjects =
        ["Angebot", "Re: Angebot", "Your mailbox and you", "Delivery of order 17", "=?utf-8?Q?R=C3=BCckfrage?=", "Undeliverable goods", "Mail failure statistics", "配信のお知らせ"];

    private readonly List<(BounceKind[] Kinds, string Mail)> _templates;
    private readonly Random _random;

    public OddMails(int seed)
    {
        _random = new Random(seed);
        _templates = Read();
    }

    public int Templates => _templates.Count;

    public IEnumerable<(BounceKind[] Kinds, byte[] Mail)> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (kinds, mail) = _templates[i % _templates.Count];
            mail = mail.Replace("{a}", "nutzer" + _random.Next(1000) + "@ziel.example").Replace("{p}", Pick(Persons)).Replace("{s}", Pick(Subjects))
                .Replace("{n}", _random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture));
            yield return (kinds, Encoding.UTF8.GetBytes(Dress(mail)));
        }
    }

    // Other ends of lines, further trace fields, an empty line or a signature at the end.
    private string Dress(string mail)
    {
        mail = _random.Next(3) == 0 ? "Received: from a.example by b.example; Mon, 3 Mar 2025 10:00:00 +0100\n" + mail : mail;
        mail = _random.Next(4) == 0 ? mail + "\n\n" : mail;
        return _random.Next(3) == 0 ? mail.Replace("\n", "\r\n") : mail;
    }

    private string Pick(string[] items) => items[_random.Next(items.Length)];

    private static List<(BounceKind[] Kinds, string Mail)> Read()
    {
        var file = Path.Combine(Corpora.RepositoryRoot, "tests", "MailOps.Core.Tests", "Bounces", "Fixtures", "odd-mails.txt");
        var templates = new List<(BounceKind[], string)>();
        foreach (var part in ("\n" + File.ReadAllText(file, Encoding.UTF8).Replace("\r\n", "\n")).Split(["\n=== "], StringSplitOptions.None).Skip(1))
        {
            var end = part.IndexOf('\n');
            templates.Add(([.. part.Substring(0, end).Split('|').Select(name => (BounceKind)Enum.Parse(typeof(BounceKind), name))], part.Substring(end + 1) + "\n"));
        }

        return templates;
    }
}
