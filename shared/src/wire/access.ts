// Generated from the option (stoker.v1.access) in proto by `make generate`; do not edit.

/** The listener a call comes in by. */
export type Door = 'enrol' | 'agent' | 'admin';

/** The access role of a caller; `anyone` is one without a certificate. */
export type AccessRole = 'anyone' | 'agent' | 'viewer' | 'operator' | 'admin';

export interface MethodAccess {
  readonly door: Door;
  /** Every access role that may call the method. */
  readonly roles: readonly AccessRole[];
}

/** Who may call what, by full method path. A method that is not listed is refused. */
export const METHOD_ACCESS = {
  '/stoker.v1.AgentService/Session': { door: 'agent', roles: ['agent'] },
  '/stoker.v1.CredentialService/IssueCredential': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.CredentialService/ListCredentials': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.CredentialService/RevokeCredential': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.DeploymentService/ChangeBreakpoints': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/ChangeLimits': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/CreatePlan': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/GetDeployment': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.DeploymentService/GetPlan': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.DeploymentService/ListDeployments': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.DeploymentService/ListTaskRuns': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.DeploymentService/MarkTaskRunsDone': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/PauseDeployment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/RemoveDeploymentNode': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/ResumeDeployment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/RetryTaskRuns': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/SkipTaskRuns': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/StartDeployment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/StepDeployment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.DeploymentService/StopDeployment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.EnrolService/Enroll': { door: 'enrol', roles: ['anyone', 'agent', 'viewer', 'operator', 'admin'] },
  '/stoker.v1.EnrolService/Renew': { door: 'enrol', roles: ['anyone', 'agent', 'viewer', 'operator', 'admin'] },
  '/stoker.v1.EnvironmentService/AssignNodes': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.EnvironmentService/CreateEnvironment': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.EnvironmentService/DeleteEnvironment': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.EnvironmentService/GetEnvironment': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.EnvironmentService/GetFacts': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.EnvironmentService/ListEnvironments': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.EnvironmentService/SetFacts': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.EnvironmentService/UnassignNodes': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.EventService/WatchEvents': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.ExplanationService/GetExplanation': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/DeleteGraph': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.GraphService/DownloadGraph': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/ListEdges': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/ListGraphs': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/ListPlanTasks': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/ListVertices': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.GraphService/UploadGraph': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.LogService/ReadLog': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NodeService/AcceptNode': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.NodeService/AcceptNodeHardware': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.NodeService/DeclareNodeLost': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.NodeService/GetNode': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NodeService/GetNodeInventory': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NodeService/ListNodeInventories': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NodeService/ListNodes': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NodeService/RemoveNode': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.NotificationService/ListNotifications': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.NotificationService/MarkNotificationsRead': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.ReleaseService/DeleteRelease': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.ReleaseService/GetRelease': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.ReleaseService/ImportRelease': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.ReleaseService/ListReleases': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.ReportService/GetDeploymentReport': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.StorageService/ClearNodeLayout': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.StorageService/EditNodeVolumes': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.StorageService/GetNodeLayout': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.StorageService/PlanNodeStorage': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.StorageService/SetNodeLayout': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.SystemService/GetSystemInfo': { door: 'admin', roles: ['viewer', 'operator', 'admin'] },
  '/stoker.v1.SystemService/ListAuditRecords': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.SystemService/VerifyAudit': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.TokenService/CreateToken': { door: 'admin', roles: ['admin'] },
  '/stoker.v1.TokenService/ListTokens': { door: 'admin', roles: ['operator', 'admin'] },
  '/stoker.v1.TokenService/RevokeToken': { door: 'admin', roles: ['admin'] },
} as const satisfies Readonly<Record<string, MethodAccess>>;

export type MethodPath = keyof typeof METHOD_ACCESS;
