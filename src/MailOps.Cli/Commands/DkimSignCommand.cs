using System;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dkim sign</c>.</summary>
internal static class DkimSignCommand
{
    private static readonly Argument<string> Message = new("message") { Description = "The message (.eml) to sign." };

    private static readonly Option<string> Domain = new("--domain") { Description = "The signing domain.", HelpName = "domain", Required = true };

    private static readonly Option<string> Selector = new("--selector") { Description = "The selector of the key.", HelpName = "name", Required = true };

    private static readonly Option<string> Key = new("--key") { Description = "The PEM file of the private key.", HelpName = "file", Required = true };

    private static readonly Option<bool> FieldOnly = new("--field-only") { Description = "Write only the DKIM-Signature field, not the message behind it." };

    public static Command Build()
    {
        var sign = new Command("sign", "Sign a message with rsa-sha256 and write it to standard output.") { Message, Domain, Selector, Key, FieldOnly };
        sign.SetAction(SignAsync);
        return sign;
    }

    private static async Task<int> SignAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var key = DkimPrivateKey.Load(parsed.GetRequiredValue(Key));
        using var signer = new DkimSigner(parsed.GetRequiredValue(Domain), parsed.GetRequiredValue(Selector), key);
        using var message = MessageFile.Open(parsed.GetRequiredValue(Message));
        var field = await signer.SignAsync(message, cancellationToken).ConfigureAwait(false);
        using var output = StandardOutput.Open();
        if (parsed.GetValue(FieldOnly))
        {
            await output.WriteAsync(Encoding.ASCII.GetBytes(field), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // The field gets the line ends of the message.
            var beginning = new byte[64 * 1024];
            message.Seek(0, SeekOrigin.Begin);
            var length = await message.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(FieldPrefix.Encode(field, beginning.AsSpan(0, length)), cancellationToken).ConfigureAwait(false);
            message.Seek(0, SeekOrigin.Begin);
            await message.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
