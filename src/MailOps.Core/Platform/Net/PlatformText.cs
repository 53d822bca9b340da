using System.Text;

namespace MailOps.Platform;

/// <summary>Charsets of this runtime.</summary>
internal static class PlatformText
{
    /// <summary>Makes the code pages of the framework known to <see cref="Encoding.GetEncoding(string)"/>.</summary>
    public static void RegisterCodePages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
