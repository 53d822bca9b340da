using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.InteropServices;
using MailOps.Outbox;

namespace MailOps.Storage;

/// <summary>
/// The access list of a folder on Windows: system, administrators, and one account or group; nothing is inherited from above, and files
/// inherit it. Written as SDDL (learn.microsoft.com, "Security Descriptor String Format") through the platform's API, which both builds have.
/// </summary>
internal static class WindowsRights
{
    private const uint Dacl = 0x4;
    private const uint ProtectedDacl = 0x8000_0000;
    private const int FileObject = 1;

    public static void RequireAccount(string name) => SidOf(name);

    public static bool AreSet(string folder, string? group) =>
        Read(folder) is { } sddl && sddl.StartsWith("D:P", StringComparison.Ordinal) && sddl.Contains(SidOf(group ?? CurrentAccount.Name));

    /// <summary>Says whether others than the owner, or those it is shared with, get at what lies in a folder.</summary>
    public static IReadOnlyList<Finding> Inspect(string folder) =>
        Read(folder) is { } sddl && AccessText.LetsOthersIn(sddl, SidOf(CurrentAccount.Name)) ? [StoreFindings.OpenFolder.Found(folder, sddl)] : [];

    public static void Set(string folder, string? group)
    {
        var sddl = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;" + (group is null ? "FA" : "0x1301bf") + ";;;" + SidOf(group ?? CurrentAccount.Name) + ")";
        if (!FromText(sddl, 1, out var descriptor, out _))
        {
            throw new Win32Exception(Marshal.GetLastWin32Error());
        }

        try
        {
            if (!GetDacl(descriptor, out _, out var dacl, out _))
            {
                throw new Win32Exception(Marshal.GetLastWin32Error());
            }

            var code = SetSecurity(folder, FileObject, Dacl | ProtectedDacl, IntPtr.Zero, IntPtr.Zero, dacl, IntPtr.Zero);
            if (code != 0)
            {
                throw new UnauthorizedAccessException($"The access list of {folder} cannot be set: {new Win32Exception((int)code).Message}");
            }
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    // Null for a folder whose list this account may not read.
    private static string? Read(string folder)
    {
        if (GetSecurity(folder, FileObject, Dacl, IntPtr.Zero, IntPtr.Zero, out _, IntPtr.Zero, out var descriptor) != 0)
        {
            return null;
        }

        try
        {
            if (!ToText(descriptor, 1, Dacl, out var text, out _))
            {
                return null;
            }

            var sddl = Marshal.PtrToStringUni(text)!;
            LocalFree(text);
            return sddl;
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    private static string SidOf(string account)
    {
        var sid = new byte[68];
        var sidLength = (uint)sid.Length;
        var domain = new char[256];
        var domainLength = (uint)domain.Length;
        if (!FindAccount(null, account, sid, ref sidLength, domain, ref domainLength, out _) || !SidToText(sid, out var text))
        {
            throw new MailOpsException(
                "MailOps.Store.GroupNotFound", MailOpsErrorKind.NotFound,
                $"This system has no account or group '{account}'.",
                "Name a group of the machine or of its domain, such as CORP\\mailops.");
        }

        var result = Marshal.PtrToStringUni(text)!;
        LocalFree(text);
        return result;
    }

    [DllImport("advapi32", EntryPoint = "LookupAccountNameW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool FindAccount(
        string? system, string account, byte[] sid, ref uint sidLength, [Out] char[] domain, ref uint domainLength, out int use);

    [DllImport("advapi32", EntryPoint = "ConvertSidToStringSidW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SidToText(byte[] sid, out IntPtr text);

    [DllImport("advapi32", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool FromText(string text, uint revision, out IntPtr descriptor, out uint size);

    [DllImport("advapi32", EntryPoint = "ConvertSecurityDescriptorToStringSecurityDescriptorW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool ToText(IntPtr descriptor, uint revision, uint information, out IntPtr text, out uint length);

    [DllImport("advapi32", EntryPoint = "GetSecurityDescriptorDacl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool GetDacl(IntPtr descriptor, out bool isPresent, out IntPtr dacl, out bool isDefaulted);

    [DllImport("advapi32", EntryPoint = "GetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetSecurity(
        string path, int kind, uint information, IntPtr owner, IntPtr group, out IntPtr dacl, IntPtr sacl, out IntPtr descriptor);

    [DllImport("advapi32", EntryPoint = "SetNamedSecurityInfoW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint SetSecurity(string path, int kind, uint information, IntPtr owner, IntPtr group, IntPtr dacl, IntPtr sacl);

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
