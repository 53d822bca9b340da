namespace MailOps.PowerShell;

/// <summary>An address as it was piped or typed, with the object it came from.</summary>
public readonly record struct AddressInput
{
    internal AddressInput(string address, object inputObject)
    {
        Address = address;
        InputObject = inputObject;
    }

    /// <summary>The text of the address, unchecked.</summary>
    public string Address { get; }

    /// <summary>The object the address was found in, or the text itself.</summary>
    public object InputObject { get; }
}
