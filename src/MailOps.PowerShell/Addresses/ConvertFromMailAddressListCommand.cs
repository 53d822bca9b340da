using System.Management.Automation;
using MailOps.Addresses;

namespace MailOps.PowerShell;

/// <summary>Reads lists of addresses as From, To and Cc of a message hold them.</summary>
/// <remarks>
/// <para>Reads names, quoted or not, groups, comments and encoded words (RFC 5322 section 3.4, RFC 2047, RFC 6532) and gives an object for each
/// address: Address, DisplayName, Group, Comment. Semicolons separate addresses as commas do, as Outlook writes them.</para>
/// <para>What is no address gives an object too, with IsValid false, the Fault and its position in the list; the other addresses are read all the
/// same. A name that holds another address than the one behind it is a finding (ADDR060).</para>
/// </remarks>
/// <example>
/// <code>ConvertFrom-MailAddressList 'Team: "Berg, Anna" &lt;anna@corp.example&gt;, bernd@corp.example (Bernd);'</code>
/// Reads a group of two addresses, with their names.
/// </example>
/// <example>
/// <code>Get-Clipboard -Raw | ConvertFrom-MailAddressList | Test-MailAddress</code>
/// Checks the recipients that were copied from the To field of a message.
/// </example>
/// <example>
/// <code>Import-Csv sent.csv | ConvertFrom-MailAddressList -AddressProperty Cc | Group-Object { $_.Mailbox.Domain }</code>
/// Counts the copies by domain.
/// </example>
[Cmdlet(VerbsData.ConvertFrom, "MailAddressList")]
[OutputType(typeof(MailAddressListEntry))]
public sealed class ConvertFromMailAddressListCommand : MailOpsCmdlet
{
    private PropertyBinder? _binder;

    /// <summary>
    /// The value of a header field, or an object that has one in a property To or in one of the usual names of an address, or in the one named with
    /// -AddressProperty.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The property that holds the list, such as Cc.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressProperty { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _binder ??= AddressProperty is null ? PropertyBinder.ForRecipients() : PropertyBinder.ForAddresses(AddressProperty);
        try
        {
            foreach (var list in _binder.Find(InputObject))
            {
                // A message without Cc has an empty cell there; a text that is the list itself was meant to hold something.
                if (string.IsNullOrWhiteSpace(list.Text) && list.InputObject is string)
                {
                    throw new MailOpsException(
                        "MailOps.Address.EmptyList", MailOpsErrorKind.InvalidData, ErrorTexts.EmptyList.Current, ErrorTexts.EmptyListAdvice.Current);
                }

                foreach (var entry in MailAddressList.Parse(list.Text))
                {
                    WriteObject(entry with { InputObject = list.InputObject });
                }
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, InputObject);
        }
    }
}
