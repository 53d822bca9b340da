using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that adds signed fields to messages.</summary>
public abstract class MailSigningCmdlet : MailOpsFileCmdlet
{
    private bool _hasWritten;

    /// <summary>The signing domain.</summary>
    [Parameter(Mandatory = true)]
    public DomainName? Domain { get; set; }

    /// <summary>The selector of the key.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Selector { get; set; }

    /// <summary>The PEM file of the private key, as New-DkimKey writes it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>The file for the signed message, or a folder for many; without it only the result has the message (RawMessage).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    private protected override MailOpsException NoInput => new(
        "MailOps.Authentication.NoMessage",
        MailOpsErrorKind.InvalidArgument,
        new Localized("This input is no message and names none.", "Diese Eingabe ist keine Nachricht und nennt keine.").Current,
        new Localized("Pipe files, the bytes or text of a message, or objects with RawMessage.", "Dateien, Bytes oder Text einer Nachricht oder Objekte mit RawMessage weiterleiten.").Current);

    /// <summary>Signs one message.</summary>
    private protected abstract MailSigning Sign(byte[] message);

    /// <summary>Opens the key, without which no message could be signed.</summary>
    private protected DkimPrivateKey OpenKey()
    {
        try
        {
            return DkimPrivateKey.Load(FullPath(KeyFile!));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, KeyFile);
            throw;
        }
    }

    private protected override void ReadFile(string path, object origin)
    {
        using var file = MessageFile.Open(path);
        using var content = new MemoryStream();
        file.CopyTo(content);
        Write(content.ToArray(), System.IO.Path.GetFileName(path), origin);
    }

    private protected override void ReadBytes(byte[] content, object origin) => Write(content, "message.eml", origin);

    // A message has more than one line; a path has one.
    private protected override void ReadText(string text, object origin)
    {
        if (text.Contains('\n'))
        {
            Write(Encoding.UTF8.GetBytes(text), "message.eml", origin);
        }
        else
        {
            base.ReadText(text, origin);
        }
    }

    private void Write(byte[] message, string name, object origin)
    {
        try
        {
            var result = Sign(message) with { InputObject = origin };
            if (Destination is null)
            {
                WriteObject(result);
                return;
            }

            var target = FullPath(Destination);
            var isFolder = Directory.Exists(target);
            target = isFolder ? System.IO.Path.Combine(target, name) : target;
            if (_hasWritten && !isFolder)
            {
                throw OneFileForSeveral(target);
            }

            _hasWritten = true;
            if (ShouldProcess(target, new Localized("Write the signed message", "Die signierte Nachricht schreiben").Current))
            {
                Save(target, result.RawMessage);
                WriteObject(result with { Path = target });
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, origin);
        }
    }

    // The second message would take the place of the first.
    private static MailOpsException OneFileForSeveral(string path) => new(
        "MailOps.Authentication.MessageNotWritten",
        MailOpsErrorKind.InvalidArgument,
        string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            new Localized("{0} is one file, and there are several messages.", "{0} ist eine Datei, und es sind mehrere Nachrichten.").Current,
            path),
        new Localized("Name a folder that exists as the destination.", "Als Ziel einen vorhandenen Ordner nennen.").Current);

    private static void Save(string path, byte[] message)
    {
        try
        {
            File.WriteAllBytes(path, message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new MailOpsException(
                "MailOps.Authentication.MessageNotWritten",
                e is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
                    : e is DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.ResourceExhausted,
                string.Format(
                    System.Globalization.CultureInfo.InvariantCulture,
                    new Localized("{0} cannot be written: {1}", "{0} lässt sich nicht schreiben: {1}").Current,
                    path,
                    e.Message),
                new Localized("Check the folder, the rights and the space on the disk.", "Ordner, Rechte und Platz auf dem Datenträger prüfen.").Current,
                e);
        }
    }
}
