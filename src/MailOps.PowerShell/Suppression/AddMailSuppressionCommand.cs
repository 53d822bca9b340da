using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Puts addresses on the suppression list: no mail goes out to them any more.</summary>
/// <remarks>
/// <para>An address that is Held, because too many bounced at once, is confirmed by this. Postmaster, abuse and one's own domains are never
/// blocked. The account and the reason are kept; a repeat changes nothing.</para>
/// </remarks>
/// <example>
/// <code>Add-MailSuppression anna@partner.example -Reason 'asked by phone, ticket 4711'</code>
/// Blocks one address and keeps why.
/// </example>
/// <example>
/// <code>Get-MailSuppression -State Held -Domain partner.example | Add-MailSuppression -WhatIf</code>
/// Shows what confirming the held addresses of a domain would block.
/// </example>
[Cmdlet(VerbsCommon.Add, "MailSuppression", SupportsShouldProcess = true, DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(SuppressionDecision), typeof(SuppressionEntry))]
public sealed class AddMailSuppressionCommand : MailSuppressionChangeCmdlet
{
    private protected override string CommandName => "Add-MailSuppression";

    private protected override Task<IReadOnlyList<SuppressionDecision>> ChangeAsync(
        SuppressionEditor editor, IReadOnlyList<BoundText> inputs, bool whatIf) => editor.AddAsync(
        [.. inputs.Select(input => new SuppressionAddition { Address = input.Text, Comment = Reason, InputObject = input.InputObject })],
        "", whatIf, StopToken);
}
