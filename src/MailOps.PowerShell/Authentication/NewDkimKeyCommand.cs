using System.Management.Automation;
using MailOps.Authentication.Dkim;

namespace MailOps.PowerShell;

/// <summary>Makes a DKIM key: the private key in a file, the record and the line for the zone in the result.</summary>
/// <remarks>
/// <para>The private key is written to a new file that only its owner can read (on Windows the rights of the folder apply), by default
/// DOMAIN.SELECTOR.pem in the current folder. An existing file is never overwritten. Nothing shows the private key unless -AsPlainText asks for it.</para>
/// <para>Publish the record first, look at it with Test-DkimRecord, then sign with the key. Every key gets a selector of its own; an old record
/// stays until no mail signed with it is under way any more.</para>
/// </remarks>
/// <example>
/// <code>New-DkimKey corp.example mail2026</code>
/// Makes a key of 2048 bits and shows the record to publish.
/// </example>
/// <example>
/// <code>(New-DkimKey corp.example mail2026 -Path /etc/mailops/mail2026.pem).ZoneLine | Set-Clipboard</code>
/// Puts the line for the zone file on the clipboard.
/// </example>
/// <example>
/// <code>New-DkimKey corp.example mail2026 -AsPlainText | Select-Object -ExpandProperty PrivateKey | Set-Secret -Name dkim</code>
/// Keeps the private key in a vault instead of a file.
/// </example>
[Cmdlet(VerbsCommon.New, "DkimKey", DefaultParameterSetName = FileSet, SupportsShouldProcess = true)]
[OutputType(typeof(DkimKeyPair))]
public sealed class NewDkimKeyCommand : MailOpsCmdlet
{
    private const string FileSet = "File";
    private const string TextSet = "Text";

    /// <summary>The signing domain; for DMARC the domain of the From field, or one of the same organization.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public DomainName Domain { get; set; } = null!;

    /// <summary>The selector, a name of your choice that no other key has, such as mail2026.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Selector { get; set; } = "";

    /// <summary>The length of the key in bits: 1024 to 4096.</summary>
    [Parameter]
    public int KeySize { get; set; } = 2048;

    /// <summary>The new file for the private key.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Give the private key in the result and write no file. Whoever sees it can sign in the name of the domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (AsPlainText)
            {
                WriteObject(DkimKeyPair.Create(Domain, Selector, KeySize, null, showPrivateKey: true));
                return;
            }

            var file = FullPath(Path ?? Domain.Ascii + "." + Selector + ".pem");
            if (ShouldProcess(file, new Localized("Write a private key", "Einen privaten Schlüssel schreiben").Current))
            {
                WriteObject(DkimKeyPair.Create(Domain, Selector, KeySize, file));
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Domain);
        }
    }
}
