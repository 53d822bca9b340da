using System;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Gives the store's implementation, which is loaded when the first cmdlet needs it.</summary>
internal static class StoreLoader
{
    private const string AssemblyName = "MailOps.Storage";
    private const string TypeName = "MailOps.Storage.StoreProvider";

    /// <summary>How the implementation is found; tests, which have it beside them, put their own way here.</summary>
    public static Func<IStoreProvider> Create { get; set; } =
        () => (IStoreProvider)Activator.CreateInstance(PrivateAssemblies.Load(AssemblyName).GetType(TypeName, throwOnError: true)!)!;
}
