using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>What the throttle cmdlets share: the parameter set says the scope.</summary>
internal static class ThrottleNames
{
    public static (ThrottleScope Scope, string Name) Of(string set, string domain, string sender, string campaign, string server) => set switch
    {
        "Domain" => (ThrottleScope.Domain, domain),
        "Sender" => (ThrottleScope.Sender, sender),
        "Campaign" => (ThrottleScope.Campaign, campaign),
        _ => (ThrottleScope.Server, server),
    };

    public static OutboxSetting Decision(MailThrottle throttle, OutboxSettingAction action, bool changed, bool whatIf) => new()
    {
        Kind = "throttle",
        Name = throttle.Scope + " " + throttle.Name,
        Action = action,
        Changed = changed,
        WhatIf = whatIf,
        Reason = throttle.Limits,
    };
}
