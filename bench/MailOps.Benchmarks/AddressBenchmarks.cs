using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MailOps.Addresses;
using MailOps.Json;

namespace MailOps.Benchmarks;

/// <summary>
/// Checking addresses on one core, beside what .NET brings along (<see cref="System.Net.Mail.MailAddress"/>): the syntax with and without an
/// object as its result, and the whole check of a list without the network.
/// </summary>
internal static class AddressBenchmarks
{
    private const int Count = 100_000;

    private static readonly string[] Names =
        ["anna", "bernd", "carla.vogel", "d.schmidt", "eva-maria.huber", "info", "j.o.smith+news", "kundenservice", "m_weber", "x4711"];

    private static readonly string[] Domains =
    [
        "gmail.com", "web.de", "example.com", "mail.corp.example", "t-online.de", "outlook.com", "muenchner-verein.example", "posteo.de",
        "verwaltung.stadt-musterhausen.example", "firma.at",
    ];

    public static void Run()
    {
        var plain = Plain();
        var validate = Report("validate a plain address", plain, text => MailAddress.Validate(text.AsSpan()).IsFault ? 0 : 1, Count);
        var parse = Report("parse a plain address", plain, text => MailAddress.TryParse(text, out _) ? 1 : 0, Count);
        var peer = Report("System.Net.Mail.MailAddress.TryCreate", plain, text => System.Net.Mail.MailAddress.TryCreate(text, out _) ? 1 : 0, Count);
        Measurement.Print("addresses: parse, ratio to TryCreate", parse / peer, "times");
        Measurement.Print("addresses: validate, ratio to TryCreate", validate / peer, "times");

        var suites = Suites();
        var ours = Report("parse the conformance suites", suites, text => MailAddress.TryParse(text, out _) ? 1 : 0, null);
        var theirs = Report("TryCreate on the conformance suites", suites, text => System.Net.Mail.MailAddress.TryCreate(text, out _) ? 1 : 0, null);
        Measurement.Print("addresses: suites, ratio to TryCreate", ours / theirs, "times");

        // The list with everything that is known about domains and local parts.
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        Report("check a plain address, syntax only", plain, text => Check(checker, text), Count);
    }

    private static int Check(AddressChecker checker, string text) =>
        checker.CheckAsync(text, CancellationToken.None).AsTask().GetAwaiter().GetResult().Address.Length > 0 ? 1 : 0;

    private static double Report(string what, string[] texts, Func<string, int> check, int? valid)
    {
        var found = 0;
        var (median, allocated) = Measurement.Median(() =>
        {
            found = 0;
            foreach (var text in texts)
            {
                found += check(text);
            }
        });
        if (found == 0 || (valid is { } expected && found != expected))
        {
            throw new InvalidOperationException($"{what}: {found} valid addresses.");
        }

        var rate = texts.Length / median.TotalSeconds;
        Measurement.Print("addresses: " + what, rate, "addresses/s");
        Measurement.Print("addresses: " + what, allocated / (double)texts.Length, "bytes allocated an address");
        return rate;
    }

    // All different, since a list is; the seed is fixed.
    private static string[] Plain()
    {
        var random = new Random(5321);
        var texts = new string[Count];
        for (var i = 0; i < Count; i++)
        {
            texts[i] = Names[random.Next(Names.Length)] + random.Next(100_000) + "@" + Domains[random.Next(Domains.Length)];
        }

        return texts;
    }

    private static string[] Suites()
    {
        List<string> texts = [];
        foreach (var file in Directory.GetFiles(BenchmarkCorpora.Folder("addresses"), "*.json").Order(StringComparer.Ordinal))
        {
            texts.AddRange(JsonValue.Parse(File.ReadAllBytes(file))["tests"]!.Items.Select(test => test.MemberString("address")).OfType<string>());
        }

        return [.. texts];
    }
}
