using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using MailOps.Bounces;

namespace MailOps.PowerShell;

/// <summary>Says in plain words what an SMTP reply code or an enhanced status code means, and what to do.</summary>
/// <remarks>
/// <para>Knows the reply codes of RFC 5321, 4954, 7504 and their relatives, and every enhanced code (4.2.2) of the IANA registry, in English
/// and German by the language of the session. Of a whole reply both codes are explained, the enhanced one first, since it is the more
/// exact; Reason and Permanence then say what a bounce with this text comes to. A code that no document defines is explained by its
/// first digits, with IsRegistered false.</para>
/// <para>What is piped may also be a result of another cmdlet: the reply is looked for in LastReply, Diagnostic, Status and ReplyCode.</para>
/// </remarks>
/// <example>
/// <code>Get-SmtpStatus 452, 4.2.2</code>
/// Explains two codes.
/// </example>
/// <example>
/// <code>Get-SmtpStatus '550 5.7.1 message refused' | Format-List</code>
/// Explains a reply of a server, with everything that is known about it.
/// </example>
/// <example>
/// <code>Get-SmtpStatus 5.7.x | Select-Object Code, Title, Reference</code>
/// Lists the registered codes about security and policy; without a code, all there are.
/// </example>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | Get-SmtpStatus | Sort-Object Code -Unique</code>
/// Explains the codes that a folder of bounces holds.
/// </example>
[Cmdlet(VerbsCommon.Get, "SmtpStatus", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(SmtpStatusExplanation))]
public sealed class GetSmtpStatusCommand : MailOpsCmdlet
{
    private const string CodeSet = "Code";
    private const string PipelineSet = "Pipeline";

    // Where the results of other cmdlets carry a reply, the most telling one first.
    private static readonly string[] ReplyProperties = ["LastReply", "Diagnostic", "Status", "ReplyCode"];

    /// <summary>Codes (452, 4.2.2), replies ('550 5.1.1 no such user'), or patterns (5.7.x, 45*).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CodeSet)]
    [ArgumentCompleter(typeof(SmtpStatusCompleter))]
    [ValidateNotNullOrEmpty]
    [Alias("Status")]
    public string[] Code { get; set; } = [];

    /// <summary>What is piped: codes, replies, lines of a log, or objects with a property LastReply, Diagnostic, Status or ReplyCode.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == CodeSet)
        {
            foreach (var code in Code)
            {
                Write(SmtpStatusCatalog.Explain(code), code, code);
            }
        }
        else if (InputObject is not null || MyInvocation.ExpectingInput)
        {
            WritePiped(InputObject);
        }
        else
        {
            WriteObject(SmtpStatusCatalog.All(), enumerateCollection: true);
        }
    }

    private void WritePiped(PSObject? input)
    {
        if (input?.BaseObject is string or int or long)
        {
            var text = Convert.ToString(input.BaseObject, CultureInfo.InvariantCulture)!;
            Write(SmtpStatusCatalog.Explain(text), text, input);
            return;
        }

        IReadOnlyList<SmtpStatusExplanation> found = [];
        var last = "";
        foreach (var name in ReplyProperties)
        {
            if (found.Count == 0 && input?.Properties[name]?.Value is { } value && value.ToString() is { Length: > 0 } text)
            {
                last = text;
                found = SmtpStatusCatalog.Explain(text);
            }
        }

        Write(found, last, input);
    }

    private void Write(IReadOnlyList<SmtpStatusExplanation> found, string text, object? origin)
    {
        if (found.Count == 0)
        {
            WriteFailure(SmtpStatusCatalog.NoCode(text), origin);
        }

        foreach (var explanation in found)
        {
            WriteObject(explanation with { InputObject = origin });
        }
    }
}
