using System.Collections.Generic;
using System.IO;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests;

[Trait("Category", "Conformance")]
public sealed class PublicSuffixConformanceTests
{
    [SkippableFact]
    public void Finds_the_registrable_domain_of_every_vector()
    {
        var list = PublicSuffixList.Load(Corpora.Require("psl", "public_suffix_list.dat"));
        var vectors = JsonValue.Parse(File.ReadAllBytes(Corpora.Require("psl", "vectors.json"))).RequireMember("tests").RequireItems();
        Assert.NotEmpty(vectors);
        var failures = new List<string>();
        foreach (var vector in vectors)
        {
            // The vectors answer in the form that they ask in; a name that is none has no registrable domain.
            var asked = vector.MemberString("domain");
            var found = DomainName.TryParse(asked, out var domain) ? list.GetRegistrableDomain(domain) : null;
            var expected = vector.MemberString("registrable");
            if (found?.Ascii != expected && found?.Unicode != expected)
            {
                failures.Add(asked + " gives " + found + ", not " + expected);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
