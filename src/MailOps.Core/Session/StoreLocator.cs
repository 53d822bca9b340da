using System;
using System.IO;

namespace MailOps.Session;

/// <summary>
/// Finds the store that a command means: the one it names, else <c>MAILOPS_STORE</c>, else the machine's, else the user's own in the
/// local application data. The admin's session and the service account's dispatcher meet in the machine's.
/// </summary>
public sealed class StoreLocator
{
    /// <summary>The environment variable that names a store.</summary>
    public const string VariableName = "MAILOPS_STORE";

    private readonly Func<string, string?> _environment;
    private readonly string _machineFile;
    private readonly Func<string> _userFolder;

    /// <summary>A locator that asks this machine.</summary>
    public StoreLocator()
        : this(Environment.GetEnvironmentVariable, MachineFile, UserFolder)
    {
    }

    internal StoreLocator(Func<string, string?> environment, string machineFile, Func<string> userFolder)
    {
        _environment = environment;
        _machineFile = machineFile;
        _userFolder = userFolder;
    }

    /// <summary>
    /// The file whose first line names the machine's store: <c>/etc/mailops/store</c>, on Windows
    /// <c>%ProgramData%\MailOps\store</c>.
    /// </summary>
    public static string MachineFile => Path.DirectorySeparatorChar == '\\'
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "MailOps", "store")
        : "/etc/mailops/store";

    /// <summary>Finds the store.</summary>
    /// <param name="named">What the caller named; null or empty when nothing.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Store.InvalidLocation</c>: what is named is no location; <c>MailOps.Store.NoHome</c>: nothing is named and the account
    /// has no home; <c>MailOps.Store.MachineConfiguration</c>: the machine's configuration cannot be read.
    /// </exception>
    public StoreLocation Find(string? named)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return StoreLocation.Parse(named!, StoreSource.Explicit);
        }

        var variable = _environment(VariableName);
        if (!string.IsNullOrEmpty(variable))
        {
            return StoreLocation.Parse(variable!, StoreSource.Environment);
        }

        var machine = ReadMachineFile();
        if (machine.Length > 0)
        {
            return StoreLocation.Parse(machine, StoreSource.Machine);
        }

        // Without a home the framework answers with an empty text; a path made from it would lie in the current folder.
        var folder = _userFolder();
        return folder.Length == 0
            ? throw StoreErrors.NoHome()
            : StoreLocation.Parse(Path.Combine(folder, "MailOps", StoreLocation.DefaultFileName), StoreSource.User);
    }

    internal static string UserFolder()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(folder) ? folder : "";
    }

    private string ReadMachineFile()
    {
        try
        {
            using var reader = new StreamReader(_machineFile);
            return (reader.ReadLine() ?? "").Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.MachineConfiguration(_machineFile, e);
        }
    }
}
