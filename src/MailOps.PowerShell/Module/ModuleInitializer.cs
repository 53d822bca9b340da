using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Runs when the module is imported; the engine finds it by its interface.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Loads Core, so that <c>[MailOps.…]</c> resolves in scripts before the first cmdlet has run.</summary>
    public void OnImport()
    {
        PrivateAssemblies.Prepare();
        _ = MailOpsErrorKind.InvalidArgument.GetType().Assembly;
    }
}
