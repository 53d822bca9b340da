using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;

namespace MailOps.PowerShell;

/// <summary>Reads the SPF record of a domain with all that it includes, or evaluates it for one client.</summary>
/// <remarks>
/// <para>The result has the tree of includes with the DNS look-ups of each branch, the networks that pass, and findings: what breaks the record,
/// what is unreachable, covered twice or lets everybody pass. More than ten look-ups, or more than two that find nothing, are an error
/// at the receiver.</para>
/// <para>With -IPAddress the record is evaluated as a receiver does (RFC 7208): the result, the term that decided, and the domain's explanation.
/// Without -Sender the sender is postmaster at the domain; an empty sender, as bounces have it, checks the name of -Helo.</para>
/// <para>Verdict is Valid, Invalid, Missing, or Unknown when the DNS did not answer: an Unknown says nothing about the domain.</para>
/// </remarks>
/// <example>
/// <code>Test-SpfRecord corp.example</code>
/// Counts what the record costs and says what to improve.
/// </example>
/// <example>
/// <code>(Test-SpfRecord corp.example).Tree</code>
/// Shows the tree of includes; the number behind each is the count of its DNS look-ups.
/// </example>
/// <example>
/// <code>Test-SpfRecord corp.example -IPAddress 192.0.2.25</code>
/// Says whether that server may send for the domain, and which term decides it.
/// </example>
/// <example>
/// <code>Test-SpfRecord -Sender news@corp.example -IPAddress 192.0.2.25 -Helo mx.corp.example</code>
/// Evaluates one mail as its receiver did.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "SpfRecord", DefaultParameterSetName = SenderSet)]
[OutputType(typeof(SpfTestResult), typeof(SpfCheckResult), typeof(bool))]
public sealed class TestSpfRecordCommand : MailOpsDomainCmdlet<object>
{
    private const string SenderSet = "Sender";

    private SpfChecker? _checker;
    private SpfEvaluator? _evaluator;

    /// <summary>The address of the client that sends, IPv4 or IPv6: evaluate the record for it.</summary>
    [Parameter(ParameterSetName = "Domain")]
    [Parameter(ParameterSetName = "Pipeline")]
    [Parameter(ParameterSetName = SenderSet, Mandatory = true)]
    [Alias("ClientAddress")]
    public IPAddress? IPAddress { get; set; }

    /// <summary>The address of MAIL FROM; an empty text is the null sender of bounces. Without -Domain its domain is asked.</summary>
    [Parameter(ParameterSetName = "Domain")]
    [Parameter(ParameterSetName = "Pipeline")]
    [Parameter(ParameterSetName = SenderSet, Mandatory = true)]
    [AllowEmptyString]
    public string? Sender { get; set; }

    /// <summary>The name that the client gave with HELO or EHLO.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Helo { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SenderSet)
        {
            // No domain is named: that of the sender is asked.
            Submit(default);
        }
        else
        {
            base.ProcessRecord();
        }
    }

    private protected override async ValueTask<object> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        if (IPAddress is not null)
        {
            _evaluator ??= new SpfEvaluator(Session.Resolver, new SpfOptions { Clock = Session.Clock });
            var query = SpfQueryBuilder.Build(IPAddress, ParameterSetName == SenderSet ? null : input.Domain.Ascii, Sender, Helo);
            return await _evaluator.CheckAsync(query, cancellationToken).ConfigureAwait(false);
        }

        _checker ??= new SpfChecker(Session.Resolver);
        return await _checker.CheckAsync(input.Domain, cancellationToken).ConfigureAwait(false);
    }

    private protected override void WriteResult(BoundDomain input, object result) => WriteObject(result switch
    {
        SpfTestResult test => Quiet ? test.Passed : test with { InputObject = input.InputObject },
        SpfCheckResult check => Quiet ? check.Passed : check with { InputObject = input.InputObject },
        _ => result,
    });
}
