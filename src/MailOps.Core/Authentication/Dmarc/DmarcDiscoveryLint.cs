using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Dmarc;

/// <summary>What is worth saying about where a record was found, or was not.</summary>
internal static class DmarcDiscoveryLint
{
    private const int MaxBrokenRecords = 10;

    public static void Check(DmarcDiscovery discovery, List<Finding> findings)
    {
        foreach (var lookup in discovery.Walk.Lookups)
        {
            CheckLookup(lookup, lookup.Domain == discovery.Walk.Start, findings);
        }

        if (discovery.Failed is { } failed)
        {
            findings.Add(DmarcFindings.LookupFailed.Found(DmarcLookup.NameFor(failed.Domain), failed.Failure!.Message));
        }
        else if (discovery.PolicySource is { } source)
        {
            CheckSource(discovery, source, findings);
        }
        else if (!HasBrokenRecord(discovery.Walk.Lookups[0]))
        {
            findings.Add(DmarcFindings.NoRecord.Found(discovery.Walk.Start));
        }
    }

    /// <summary>Whether something that was meant to be a record of the domain cannot be used: several records, or one with a broken version.</summary>
    public static bool HasBrokenRecord(DmarcLookup lookup) => lookup.RecordCount > 1 || BrokenRecord(lookup) is not null;

    /// <summary>The first text that was meant to be a record but has no right version; null when there is none.</summary>
    public static string? BrokenRecord(DmarcLookup lookup)
    {
        foreach (var text in lookup.OtherTexts)
        {
            if (IsMeantAsRecord(text))
            {
                return text;
            }
        }

        return null;
    }

    public static string Describe(DmarcPolicy? policy) =>
        policy is { } known ? DmarcPolicyReading.NameOf(known) : new Localized("no DMARC at all", "gar kein DMARC").Current;

    private static void CheckLookup(DmarcLookup lookup, bool isStart, List<Finding> findings)
    {
        if (lookup.RecordCount > 1)
        {
            findings.Add(DmarcFindings.MultipleRecords.Found(lookup.Domain, lookup.RecordCount));
        }

        if (!isStart)
        {
            return;
        }

        var unrelated = 0;
        foreach (var text in lookup.OtherTexts)
        {
            if (IsMeantAsRecord(text) && findings.Count < MaxBrokenRecords)
            {
                DmarcRecordParser.Read(text, findings);
            }
            else
            {
                unrelated++;
            }
        }

        if (unrelated > 0)
        {
            findings.Add(DmarcFindings.OtherText.Found(lookup.Domain, unrelated));
        }

        if (lookup.AliasTarget is not null)
        {
            findings.Add(DmarcFindings.Alias.Found(lookup.Domain, lookup.AliasTarget));
        }
    }

    private static void CheckSource(DmarcDiscovery discovery, DmarcLookup source, List<Finding> findings)
    {
        var walk = discovery.Walk;
        if (discovery.ExistenceFailure is { } failure)
        {
            findings.Add(DmarcFindings.LookupFailed.Found(walk.Start, failure.Message));
        }

        if (source.Domain != walk.Start && discovery.Policy is { } policy)
        {
            findings.Add(walk.FindPublicSuffix() == source
                ? DmarcFindings.PublicSuffixPolicy.Found(source.Domain, walk.Start)
                : DmarcFindings.Inherited.Found(walk.Start, source.Domain, DmarcPolicyReading.NameOf(policy)));
        }

        if (walk.OrganizationalDomain is not { } organization)
        {
            findings.Add(DmarcFindings.OrganizationUnknown.Found(walk.Start, DmarcLookup.NameFor(walk.Failed!.Domain), walk.Failed.Failure!.Message));
        }
        else if (source.Domain == walk.Start && organization != walk.Start && source.Record is { } record
            && (record.SubdomainPolicy is not null || record.NonexistentPolicy is not null))
        {
            findings.Add(DmarcFindings.SubdomainTagsUnused.Found(walk.Start, organization));
        }
    }

    private static bool IsMeantAsRecord(string text) =>
        text.Length < 4096 && text.TrimStart().StartsWith("v", StringComparison.OrdinalIgnoreCase) && text.Contains("dmarc", StringComparison.OrdinalIgnoreCase);
}
