using System;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>The parameters by which Send-DelayedMail and Test-MailDraft are told what to look at; both have the same.</summary>
internal interface IPreflightParameters
{
    WarningAction OnWarning { get; }

    string[] IgnoreFinding { get; }

    string? RuleFile { get; }

    string? WordList { get; }

    string[] SpellCheck { get; }

    string[] LinkBlocklist { get; }

    long MaxSize { get; }
}

/// <summary>Reads those parameters, so that both cmdlets mean the same by them.</summary>
internal static class PreflightParameters
{
    public static PreflightOptions Read(IPreflightParameters parameters, Func<string, string> fullPath) => new()
    {
        OnWarning = parameters.OnWarning,
        IgnoredFindings = parameters.IgnoreFinding,
        RuleFile = parameters.RuleFile is null ? null : fullPath(parameters.RuleFile),
        WordList = parameters.WordList is null ? null : fullPath(parameters.WordList),
        SpellCheck = parameters.SpellCheck,
        LinkBlocklists = parameters.LinkBlocklist,
        MaxSize = parameters.MaxSize,
    };
}
