using System.Linq;

namespace MailOps.Outbox;

/// <summary>What profiles may be called.</summary>
internal static class MailServerNames
{
    private const int MaxLength = 64;

    /// <summary>The name in lower case; false when it is none: letters, digits, dot, hyphen and underscore, at most 64.</summary>
    public static bool TryNormalize(string text, out string name)
    {
        name = AddressText.ToLower(text.Trim());
        return name.Length is > 0 and <= MaxLength
            && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_');
    }
}
