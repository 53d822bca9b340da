using System.Collections.Generic;

namespace MailOps.Authentication.Dmarc;

/// <summary>What is worth saying about a record as a whole, beyond the single tags.</summary>
internal static class DmarcRecordLint
{
    public static void Check(DmarcRecord record, DmarcTagCollector tags, List<Finding> findings)
    {
        CheckPolicies(record, tags, findings);
        if (!tags.Has(DmarcTag.Rua))
        {
            findings.Add(DmarcFindings.NoAggregateReports.Found());
        }

        if (tags.Has(DmarcTag.Fo) && !tags.Has(DmarcTag.Ruf))
        {
            findings.Add(DmarcFindings.FailureOptionsUnused.Found());
        }

        if (record.IsTesting)
        {
            findings.Add(DmarcFindings.TestMode.Found());
        }

        if (record.PublicSuffix != DmarcPublicSuffix.Unspecified)
        {
            var rule = record.PublicSuffix == DmarcPublicSuffix.Yes ? DmarcFindings.IsPublicSuffix : DmarcFindings.IsOrganization;
            findings.Add(rule.Found());
        }

        if (record.Applies && record.Policy == DmarcPolicy.None)
        {
            CheckMonitoring(record, findings);
        }
    }

    private static void CheckPolicies(DmarcRecord record, DmarcTagCollector tags, List<Finding> findings)
    {
        var policies = DmarcPolicyReading.Of(tags);
        if (policies.InvalidTag is not null)
        {
            var rule = record.Applies ? DmarcFindings.InvalidPolicyAssumed : DmarcFindings.InvalidPolicy;
            findings.Add(rule.Found(policies.InvalidTag, DisplayText.Quote(policies.InvalidValue!)));
        }

        if (tags.PolicyText is null)
        {
            findings.Add((record.Applies ? DmarcFindings.MissingPolicyAssumed : DmarcFindings.MissingPolicy).Found());
        }
        else if (tags.PolicyPlace > 1)
        {
            findings.Add(DmarcFindings.PolicyNotSecond.Found());
        }

        if (policies.AreUsable)
        {
            CompareStrength(record, findings);
        }
    }

    private static void CompareStrength(DmarcRecord record, List<Finding> findings)
    {
        if (record.SubdomainPolicy is { } subdomain && subdomain < record.Policy)
        {
            findings.Add(subdomain == DmarcPolicy.None
                ? DmarcFindings.SubdomainsUnprotected.Found(DmarcPolicyReading.NameOf(record.Policy))
                : DmarcFindings.SubdomainsWeaker.Found(DmarcPolicyReading.NameOf(subdomain), DmarcPolicyReading.NameOf(record.Policy)));
        }

        if (record.NonexistentPolicy is { } nonexistent)
        {
            var existing = DmarcPolicyReading.NameOf(record.EffectiveSubdomainPolicy);
            if (nonexistent < record.EffectiveSubdomainPolicy)
            {
                findings.Add(DmarcFindings.NonexistentWeaker.Found(DmarcPolicyReading.NameOf(nonexistent), existing));
            }

            if (nonexistent != record.EffectiveSubdomainPolicy)
            {
                findings.Add(DmarcFindings.NonexistentUnknownToOld.Found(DmarcPolicyReading.NameOf(nonexistent), existing));
            }
        }
    }

    private static void CheckMonitoring(DmarcRecord record, List<Finding> findings)
    {
        var isSilent = record.AggregateReports.Count == 0 && record.FailureReports.Count == 0;
        var protectsOthers = record.EffectiveSubdomainPolicy != DmarcPolicy.None || record.EffectiveNonexistentPolicy != DmarcPolicy.None;
        if (isSilent && !protectsOthers)
        {
            findings.Add(DmarcFindings.NoEffect.Found());
        }
        else
        {
            findings.Add(DmarcFindings.MonitoringOnly.Found());
        }
    }
}
