using System;
using System.Reflection;
using System.Text;

namespace MailOps.Platform;

/// <summary>Charsets of this runtime.</summary>
internal static class PlatformText
{
    /// <summary>
    /// .NET Framework and Mono know every code page by themselves. Where the netstandard2.0 build runs on a newer .NET, the provider is
    /// part of the framework and only has to be asked for; no package is needed.
    /// </summary>
    public static void RegisterCodePages()
    {
        var provider = Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages", throwOnError: false);
        if (provider?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is EncodingProvider instance)
        {
            Encoding.RegisterProvider(instance);
        }
    }
}
