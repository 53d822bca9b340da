using MailOps.Net;

namespace MailOps.Platform;

/// <summary>NTLM and Negotiate: .NET Framework offers them for HTTP and streams only, not as bytes for another protocol.</summary>
internal static class PlatformSasl
{
    public static bool IsSupported => false;

    public static SaslClient Create(string name, string userName, string password, string target)
    {
        _ = (userName, password, target);
        throw NetErrors.MechanismNeedsPowerShell7(name);
    }
}
