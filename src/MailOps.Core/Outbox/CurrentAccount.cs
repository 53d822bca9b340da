using System;

namespace MailOps.Outbox;

/// <summary>The account that this process runs as.</summary>
internal static class CurrentAccount
{
    /// <summary><c>DOMAIN\user</c> where accounts belong to domains, else <c>user</c>.</summary>
    public static string Name { get; } =
        Environment.UserDomainName is { Length: > 0 } domain && System.IO.Path.DirectorySeparatorChar == '\\'
            ? domain + "\\" + Environment.UserName
            : Environment.UserName;
}
