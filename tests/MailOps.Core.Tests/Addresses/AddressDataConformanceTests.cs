using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Addresses;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Addresses;

/// <summary>Our lists against public ones; docs/data.md reports the figures that these tests write.</summary>
[Trait("Category", "Conformance")]
public sealed class AddressDataConformanceTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("disposable-domains", "disposable-domains.txt", 1500)]
    [InlineData("free-providers", "free-provider-domains.txt", 400)]
    [InlineData("role-names", "role-local-parts.txt", 150)]
    [InlineData("url-shorteners", "url-shortener-domains.txt", 150)]
    public void A_list_is_long_enough_and_nearly_all_of_it_is_known_elsewhere_too(string section, string reference, int least)
    {
        var known = new HashSet<string>(File.ReadAllLines(Corpora.Require("addresses", "lists", reference)), StringComparer.OrdinalIgnoreCase);
        var ours = Names(section).Where(name => !name.EndsWith(".*", StringComparison.Ordinal)).ToList();
        var shared = ours.Count(known.Contains);
        output.WriteLine($"{section}: {ours.Count} names, {100.0 * shared / ours.Count:F1} % known there, {100.0 * shared / known.Count:F1} % of theirs");

        Assert.True(ours.Count >= least);
        Assert.True(shared >= ours.Count * 0.97, $"{shared} of {ours.Count}");
        Assert.Equal(ours.Count, ours.Distinct().Count());
    }

    [SkippableFact]
    public void Every_ending_of_the_public_suffix_list_exists()
    {
        // The part of the list that registries own; its private part also names onion and the like.
        var unknown = File.ReadLines(Corpora.Require("psl", "public_suffix_list.dat"))
            .TakeWhile(line => !line.Contains("END ICANN"))
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0].Split('.').Last())
            .Where(label => label.All(c => c < 0x80) && label != "onion")
            .Distinct()
            .Where(label => !AddressData.BuiltIn.IsTopLevelDomain(label))
            .ToList();
        Assert.Empty(unknown);
    }

    [SkippableTheory]
    [InlineData("free-provider-domains.txt")]
    [InlineData("disposable-domains.txt")]
    public void Hardly_a_real_domain_draws_a_suggestion(string reference)
    {
        var domains = File.ReadAllLines(Corpora.Require("addresses", "lists", reference));
        var drawn = domains.Select(d => (Domain: d, Typo: AddressData.BuiltIn.Typos.Find(d))).Where(d => d.Typo is not null).ToList();
        output.WriteLine($"{drawn.Count} of {domains.Length}, {drawn.Count(d => d.Typo!.IsConfident)} with confidence: "
            + string.Join(" ", drawn.Select(d => d.Domain + " → " + d.Typo!.Domain)));
        Assert.True(drawn.Count <= domains.Length * 0.005);
    }

    private static List<string> Names(string section)
    {
        using var text = new StreamReader(typeof(AddressData).Assembly.GetManifestResourceStream("MailOps.AddressData." + section)!);
        var reader = new AddressDataReader();
        reader.Read(text, section);
        return [.. reader[section]];
    }
}
