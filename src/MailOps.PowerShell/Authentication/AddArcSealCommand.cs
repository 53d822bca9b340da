using System.Management.Automation;
using MailOps.Authentication;
using MailOps.Authentication.Arc;

namespace MailOps.PowerShell;

/// <summary>Seals messages that a host passes on with ARC (RFC 8617).</summary>
/// <remarks>
/// <para>Adds the three fields of a set: what authentication gave on arrival, a signature of the message as it leaves, and the seal. The results come from
/// the Authentication-Results field that the host itself (-AuthservId) wrote into the header, or from -Result, what Test-MailAuthentication said on arrival. They
/// cannot be found out later: once a list has changed a message, its old signatures no longer hold.</para>
/// <para>Without results, and where a chain has ended, nothing is added: Changed is false, and Findings say why.</para>
/// </remarks>
/// <example>
/// <code>Add-ArcSeal mail.eml -AuthservId mx.lists.example -Domain lists.example -Selector arc -KeyFile arc.pem -Destination sealed.eml</code>
/// Seals a message that carries the host's own Authentication-Results.
/// </example>
/// <example>
/// <code>$arrival = Test-MailAuthentication incoming.eml -TrustedHost mx.lists.example
/// Add-ArcSeal changed.eml -Result $arrival -AuthservId mx.lists.example -Domain lists.example -Selector arc -KeyFile arc.pem -Destination sealed.eml</code>
/// Judges a message on arrival, and seals what a list made of it.
/// </example>
[Cmdlet(VerbsCommon.Add, "ArcSeal", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(MailSigning))]
public sealed class AddArcSealCommand : MailSigningCmdlet
{
    private ArcSealer? _sealer;

    /// <summary>The name of the host in its Authentication-Results.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AuthservId { get; set; }

    /// <summary>What Test-MailAuthentication said about the message when it arrived; without it the header of the message says it.</summary>
    [Parameter]
    public MailAuthenticationResult? Result { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _sealer = new ArcSealer(AuthservId!, Domain!.Ascii, Selector!, OpenKey(), new ArcSealerOptions { Clock = Session.Clock });
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Selector);
        }
    }

    private protected override MailSigning Sign(byte[] message) => MailSigning.WithArc(_sealer!, message, Result);

    private protected override void Release()
    {
        _sealer?.Dispose();
        _sealer = null;
        base.Release();
    }
}
