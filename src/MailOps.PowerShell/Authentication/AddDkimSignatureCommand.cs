using System.Management.Automation;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;

namespace MailOps.PowerShell;

/// <summary>Signs messages with DKIM.</summary>
/// <remarks>
/// <para>Adds a DKIM-Signature field (rsa-sha256, relaxed) before a message; everything else stays as it is, its line ends too. Take the message as it will
/// leave: a change behind the signature breaks it. Mail that MailOps itself sends is signed with -DkimKey there.</para>
/// <para>The result has the field and the whole signed message as RawMessage, which pipes on; -Destination writes it to a file.</para>
/// </remarks>
/// <example>
/// <code>Add-DkimSignature mail.eml -Domain corp.example -Selector mail2026 -KeyFile corp.example.mail2026.pem -Destination signed.eml</code>
/// Writes the signed message to another file.
/// </example>
/// <example>
/// <code>Add-DkimSignature mail.eml -Domain corp.example -Selector mail2026 -KeyFile mail2026.pem | Test-MailAuthentication</code>
/// Signs a message and looks whether the signature holds with the published key.
/// </example>
[Cmdlet(VerbsCommon.Add, "DkimSignature", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(MailSigning))]
public sealed class AddDkimSignatureCommand : MailSigningCmdlet
{
    private DkimSigner? _signer;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _signer = new DkimSigner(Domain!.Ascii, Selector!, OpenKey(), new DkimSignerOptions { Clock = Session.Clock });
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Selector);
        }
    }

    private protected override MailSigning Sign(byte[] message) => MailSigning.WithDkim(_signer!, message);

    private protected override void Release()
    {
        _signer?.Dispose();
        _signer = null;
        base.Release();
    }
}
