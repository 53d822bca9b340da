using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace System.Management.Automation.Internal
{
    public abstract class InternalCommand
    {
        internal InternalCommand()
        {
        }

        public ICommandRuntime? CommandRuntime { get; set; }
    }
}

namespace System.Management.Automation
{
    public interface ICommandRuntime
    {
        void WriteObject(object? sendToPipeline);

        void WriteObject(object? sendToPipeline, bool enumerateCollection);

        void WriteError(ErrorRecord errorRecord);

        void WriteWarning(string text);

        void WriteVerbose(string text);

        void WriteDebug(string text);

        void WriteProgress(ProgressRecord progressRecord);

        bool ShouldProcess(string target, string action);

        bool ShouldContinue(string query, string caption);

        void ThrowTerminatingError(ErrorRecord errorRecord);
    }

    /// <summary>The calls a cmdlet makes, handed to whatever runtime the test gave; and the calls the engine makes, for the test.</summary>
    public abstract class Cmdlet : Internal.InternalCommand
    {
        protected virtual void BeginProcessing()
        {
        }

        protected virtual void ProcessRecord()
        {
        }

        protected virtual void EndProcessing()
        {
        }

        protected virtual void StopProcessing()
        {
        }

        public void WriteObject(object? sendToPipeline) => CommandRuntime!.WriteObject(sendToPipeline);

        public void WriteObject(object? sendToPipeline, bool enumerateCollection) =>
            CommandRuntime!.WriteObject(sendToPipeline, enumerateCollection);

        public void WriteError(ErrorRecord errorRecord) => CommandRuntime!.WriteError(errorRecord);

        public void WriteWarning(string text) => CommandRuntime!.WriteWarning(text);

        public void WriteVerbose(string text) => CommandRuntime!.WriteVerbose(text);

        public void WriteDebug(string text) => CommandRuntime!.WriteDebug(text);

        public void WriteProgress(ProgressRecord progressRecord) => CommandRuntime!.WriteProgress(progressRecord);

        public bool ShouldProcess(string target, string action) => CommandRuntime!.ShouldProcess(target, action);

        public bool ShouldContinue(string query, string caption) => CommandRuntime!.ShouldContinue(query, caption);

        public void ThrowTerminatingError(ErrorRecord errorRecord)
        {
            CommandRuntime!.ThrowTerminatingError(errorRecord);
            throw new PipelineStoppedException();
        }

        // The engine's side, by names it does not have.
        public void EngineBegin() => BeginProcessing();

        public void EngineProcess() => ProcessRecord();

        public void EngineEnd() => EndProcessing();

        public void EngineStop() => StopProcessing();
    }

    public abstract class PSCmdlet : Cmdlet
    {
        private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);

        public InvocationInfo MyInvocation { get; } = new();

        public SessionState SessionState { get; } = new();

        public Host.PSHost? Host { get; set; }

        public string ParameterSetName { get; set; } = ParameterAttribute.AllParameterSets;

        public object? GetVariableValue(string name) => _variables.TryGetValue(name, out var value) ? value : null;

        public object? GetVariableValue(string name, object? defaultValue) => GetVariableValue(name) ?? defaultValue;

        public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

        public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
            SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

        public void EngineSetVariable(string name, object? value) => _variables[name] = value;
    }

    public class InvocationInfo
    {
        public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

        public bool ExpectingInput { get; set; }

        public string InvocationName { get; set; } = "";

        public string Line { get; set; } = "";
    }
}

namespace System.Management.Automation
{
    public sealed class PSCredential(string userName, Security.SecureString password)
    {
        public string UserName { get; } = userName;

        public Net.NetworkCredential GetNetworkCredential() => new(UserName, password);
    }
}

namespace System.Management.Automation.Host
{
    public abstract class PSHost
    {
        public abstract string Name { get; }
    }
}
