using System;
using System.Collections.Generic;

namespace MailOps.Domains.Posture;

/// <summary>Points and letter of a domain (docs/grade.md).</summary>
internal static class MailDomainGrading
{
    public const int Full = 100;
    public const int LowestA = 90;
    public const int LowestB = 80;
    public const int LowestC = 65;
    public const int LowestD = 50;

    /// <summary>What is left of 100 points.</summary>
    public static int ScoreOf(IEnumerable<Finding> findings)
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var score = Full;
        foreach (var finding in findings)
        {
            if (counted.Add(finding.Id))
            {
                score -= GradePoints.Of(finding);
            }
        }

        return Math.Max(0, score);
    }

    /// <summary>The letter. What is unknown may be bad, so nobody is called perfect for it; nor is anybody blamed for it.</summary>
    public static MailDomainGrade GradeOf(int score, bool hasUnknown) => score switch
    {
        >= LowestA when !hasUnknown => MailDomainGrade.A,
        >= LowestB => MailDomainGrade.B,
        >= LowestC => MailDomainGrade.C,
        >= LowestD => MailDomainGrade.D,
        _ => MailDomainGrade.F,
    };
}
